// What the page itself says, in English and Russian. What the bot says comes from the bot.
export const texts = {
  en: {
    skip: "Skip to the message field", chats: "Chats", clock: "The demo's clock", tagline: "News of Central Asia, in your language",
    morning: "Next morning ☀", hour: "+1 hour", add: "Add a chat", journal: "Calls", private: "A demo on this computer: nothing you type leaves it, and the news is invented.",
    back: "Back to the chats", more: "More about this chat", messages: "Messages", down: "To the newest message", results: "Results of the bot", commands: "Commands of the bot",
    writer: "Write as", write: "Message", attach: "Attach a file", send: "Send", keys: "Keyboard of the bot", close: "Close", ok: "OK", cancel: "Cancel",
    journalHint: "Every request of the bot and what this Telegram answered.", faults: "Make trouble", what: "What", name: "Name", speaks: "Language of their Telegram",
    kindPrivate: "A person, with a private chat", kindGroup: "A group", kindForum: "A group with topics", kindBasic: "A small (basic) group", kindChannel: "A channel",
    start: "Start", welcome: "This is the bot as a reader in Telegram meets it. Press Start.", as: "as {name}", blockedNow: "{name} has blocked the bot", deletedNow: "The account is deleted", botIs: "the bot is {status}",
    administrator: "an administrator", member: "a member", restricted: "read-only here", left: "not here", kicked: "removed", creator: "the owner",
    block: "Block the bot", unblock: "Unblock the bot", deactivate: "Delete this account", addBot: "Add the bot", removeBot: "Remove the bot", promote: "Make the bot an administrator",
    demote: "Make the bot a member", restrict: "Take away the bot's right to write", upgrade: "Turn into a supergroup", topic: "New topic", topicName: "What is the topic called?", general: "General",
    closeTopic: "Close the topic", reopenTopic: "Reopen the topic", typing: "{name} is typing…", edited: "edited", silent: "without sound", pinned: "pinned", via: "via @{name}", more_: "Show all", less: "Show less",
    hidden: "Hidden text", download: "Download {name}", photo: "Photo", joined: "{name} was added", gone: "{name} has left", upgraded: "The group became a supergroup", topicOpened: "Topic: {name}", topicClosed: "Topic closed", topicReopened: "Topic reopened", service: "Something changed",
    opened: "Opens outside Telegram: {url}", copied: "Copied", further: "More results", react: "{emoji}: {count}", onlyYou: "only you see this", choose: "Choose a chat", noChats: "No chat of yours fits.", shared: "Chosen for the bot: {name}", empty: "No messages yet", latency: "Slow: 3 s", error: "Error 500, three times", html: "A page instead of JSON, once", drop: "Lose the next answer", flood: "Flood wait for 15 s", calm: "No trouble", today: "Today", blockedShort: "has blocked the bot", morningCame: "Nine in the morning. The bot is gathering the news.", reader: "reads the news", editor: "looks after the feeds", lost: "The demo has stopped. Start it again, then reload this page.",
  },
  ru: {
    skip: "К полю сообщения", chats: "Чаты", clock: "Часы демонстрации", tagline: "Новости Центральной Азии на вашем языке",
    morning: "Следующее утро ☀", hour: "+1 час", add: "Добавить чат", journal: "Вызовы", private: "Демонстрация на этом компьютере: всё, что вы пишете, остаётся здесь, а новости придуманы.",
    back: "К списку чатов", more: "Действия с этим чатом", messages: "Сообщения", down: "К последнему сообщению", results: "Результаты бота", commands: "Команды бота",
    writer: "Писать от имени", write: "Сообщение", attach: "Прикрепить файл", send: "Отправить", keys: "Клавиатура бота", close: "Закрыть", ok: "ОК", cancel: "Отмена",
    journalHint: "Каждый запрос бота и что на него ответил этот Телеграм.", faults: "Устроить сбой", what: "Что", name: "Имя", speaks: "Язык Телеграма",
    kindPrivate: "Человек с личным чатом", kindGroup: "Группа", kindForum: "Группа с темами", kindBasic: "Малая (обычная) группа", kindChannel: "Канал",
    start: "Начать", welcome: "Таким бота встречает читатель в Телеграме. Нажмите «Начать».", as: "от имени: {name}", blockedNow: "{name}: бот заблокирован", deletedNow: "Аккаунт удалён", botIs: "бот: {status}",
    administrator: "администратор", member: "участник", restricted: "может только читать", left: "не в чате", kicked: "удалён", creator: "владелец",
    block: "Заблокировать бота", unblock: "Разблокировать бота", deactivate: "Удалить этот аккаунт", addBot: "Добавить бота", removeBot: "Удалить бота", promote: "Сделать бота администратором",
    demote: "Сделать бота участником", restrict: "Лишить бота права писать", upgrade: "Превратить в супергруппу", topic: "Новая тема", topicName: "Как называется тема?", general: "Общая",
    closeTopic: "Закрыть тему", reopenTopic: "Открыть тему снова", typing: "{name} печатает…", edited: "изменено", silent: "без звука", pinned: "закреплено", via: "через @{name}", more_: "Показать всё", less: "Свернуть",
    hidden: "Скрытый текст", download: "Скачать {name}", photo: "Фото", joined: "Добавлен: {name}", gone: "Вышел: {name}", upgraded: "Группа стала супергруппой", topicOpened: "Тема: {name}", topicClosed: "Тема закрыта", topicReopened: "Тема снова открыта", service: "Что-то изменилось",
    opened: "Откроется вне Телеграма: {url}", copied: "Скопировано", further: "Ещё результаты", react: "{emoji}: {count}", onlyYou: "видите только вы", choose: "Выберите чат", noChats: "Подходящих чатов у вас нет.", shared: "Выбрано для бота: {name}", empty: "Сообщений пока нет", latency: "Медленные ответы: 3 с", error: "Ошибка 500, трижды", html: "Страница вместо JSON, один раз", drop: "Потерять следующий ответ", flood: "Ограничение частоты, 15 с", calm: "Без сбоев", today: "Сегодня", blockedShort: "бот заблокирован", morningCame: "Девять утра. Бот собирает новости.", reader: "читает новости", editor: "следит за лентами", lost: "Демонстрация остановлена. Запустите её снова и обновите страницу.",
  },
};

let language = remembered() || ((navigator.language || "en").toLowerCase().startsWith("ru") ? "ru" : "en");

function remembered() {
  try { return localStorage.getItem("language"); } catch { return null; }
}

export const locale = () => language;

export function t(key, values = {}) {
  const text = texts[language][key] ?? texts.en[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

export function switchLanguage() {
  language = language === "ru" ? "en" : "ru";
  try { localStorage.setItem("language", language); } catch { /* private window: forgotten with it */ }
}

// Put the page's texts where data-text, data-label and data-hint ask for them.
export function writeTexts(root = document) {
  document.documentElement.lang = language;
  for (const element of root.querySelectorAll("[data-text]")) element.textContent = t(element.dataset.text);
  for (const element of root.querySelectorAll("[data-label]")) element.setAttribute("aria-label", t(element.dataset.label));
  for (const element of root.querySelectorAll("[data-hint]")) element.placeholder = t(element.dataset.hint);
}
