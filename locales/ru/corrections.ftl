digest-taken-back = 🚫 Редакция сняла эту новость.
correction-hidden = ❗️ <b>Исправление.</b> Редакция сняла новость «{ $headline }», которую вы получили. Просим не полагаться на неё и не пересылать.
story-hidden = 🚫 Редакция сняла эту новость: в ней нашли ошибку.
story-edited-headline = ✏️ Заголовок редакции
edit-button = ✏️ Править
edit-sources = { $count ->
    [one] { $count } публикация
    [few] { $count } публикации
   *[many] { $count } публикаций
}
edit-is-hidden = 🚫 Новость снята: читатели её не видят.
edit-is-pinned = 📌 Закреплена до { $time }.
edit-is-headline = ✍️ Заголовок редакции: { $headline }
edit-hide-button = 🚫 Снять
edit-hide-tell-button = 🚫 Снять и сообщить
edit-tell-nobody = Об этой новости ещё никому не сообщали. Снять её? Кто успеет её получить, получит и исправление.
edit-tell-few = Новость снимут, и исправление сразу уйдёт в чаты, где о ней сообщили: их меньше { $least }. Отозвать его нельзя. Снять и сообщить?
edit-tell-sure = { $count ->
    [one] Новость снимут, и исправление сразу уйдёт в { $count } чат, где о ней сообщили. Отозвать его нельзя. Снять и сообщить?
    [few] Новость снимут, и исправление сразу уйдёт в { $count } чата, где о ней сообщили. Отозвать его нельзя. Снять и сообщить?
   *[many] Новость снимут, и исправление сразу уйдёт в { $count } чатов, где о ней сообщили. Отозвать его нельзя. Снять и сообщить?
}
edit-tell-yes-button = 🚫 Да, снять и сообщить
edit-show-button = 👁 Вернуть
edit-pin-button = 📌 В начало выпуска
edit-unpin-button = 📌 Открепить
edit-split-button = ✂️ Разделить
edit-merge-button = 🔗 Объединить
edit-topic-button = 🗂 Тема
edit-headline-button = ✍️ Заголовок
edit-unheadline-button = ✍️ Вернуть заголовок
edit-changed = Тем временем новость изменилась. Вот она сейчас; нажмите ещё раз.
edit-hidden = Снято. Кто ещё не получил, тот и не получит.
edit-hidden-told = Снято. Тем, кто новость получил, уходит исправление.
edit-undone-hidden = Новость снова видна.
edit-done-pinned = Новость будет первой в следующем выпуске.
edit-undone-pinned = Откреплено.
edit-done-topic = Тема изменена.
edit-undone-topic = Тема снова та, что была.
edit-done-headline = Заголовок изменён. Читатели увидят пометку редакции.
edit-undone-headline = Вернулся заголовок издания.
edit-done-merged = Объединено. Дальше эти публикации всегда вместе.
edit-done-split = Разделено. Дальше эти публикации всегда порознь.
edit-split-ask = Отметьте публикации о другом событии: из них получится отдельная новость.
edit-split-do = ✂️ Отделить: { $count }
edit-split-none = Отделить можно часть публикаций, но не все.
edit-merge-ask = С какой новостью объединить?
edit-merge-none = Похожих новостей за последние дни нет.
edit-topic-ask = Под какой темой показывать новость?
edit-headline-ask = Нажмите на строку с командой, чтобы скопировать её, и допишите новый заголовок на том же языке.
edit-headline-stands = Сейчас у новости заголовок редакции «{ $headline }». Чтобы заменить его, нажмите на команду — она скопируется — и отправьте её:
edit-headline-wrong = Напишите так: <code>/headline НОМЕР новый заголовок</code>, не длиннее { $most } знаков. Номер подскажет кнопка «✍️ Заголовок» под новостью.
digest-pinned = 📌 Выбор редакции
command-headline = заменить заголовок новости
audit-story-hidden = Новость снята: { $what }
audit-story-not-hidden = Новость возвращена: { $what }
audit-story-pinned = Новость закреплена: { $what }
audit-story-not-pinned = Новость откреплена: { $what }
audit-story-topic = Тема новости: { $what }
audit-story-headline = Заголовок новости: { $what }
audit-story-not-headline = Возвращён заголовок издания: { $what }
audit-story-merged = Новости объединены: { $what }
audit-story-split = Новость разделена: { $what }
