topic-manage-button = 🛠 Темы бота (для редакции)
topic-list = <b>Темы бота: { $count }</b>, скрыто { $hidden }

    Что вы измените, увидят все читатели, сразу.
topic-new-button = ➕ Новая тема
topic-list-button = ← Все темы
topic-edit-button = ✏️ Изменить
topic-merge-button = 🔗 Объединить
topic-hide-button = 🙈 Скрыть
topic-show-button = 👁 Вернуть
topic-titles-button = ✏️ Названия
topic-seeds-button = 🌱 Слова
topic-try-button = 🔍 Проверить на новостях
topic-use-button = ✔️ Применить
topic-drop-button = ✖️ Отменить
topic-see-button = Посмотреть, как сейчас
topic-seeds = Слова, по которым тему узнают:
topic-no-seeds = пока нет
topic-is-hidden = 🙈 Скрыта: читателям не предлагается, новости её не получают.
topic-merged = 🔗 Объединена с темой «{ $title }».
topic-choose = С какой темой объединить «{ $title }»? Её слова и читатели перейдут туда, а сама она скроется.
topic-added-draft = <b>Новая тема</b>, ещё не применена
topic-edited-draft = <b>Изменение темы</b>, ещё не применено
topic-merged-draft = <b>Сюда перейдёт «{ $title }»</b>, ещё не применено
topic-hidden-draft = <b>Тема скроется</b>: у читателей, которые её выбрали, она пропадёт из выбора. Ещё не применено.
topic-shown-draft = <b>Тема вернётся</b>, ещё не применено
topic-ask-titles = Ответьте на это сообщение: названия темы, каждое со своей строки. Строки можно скопировать и дописать.

    { $form }
topic-ask-seeds = Ответьте на это сообщение: слова темы через запятую, по строке на язык. Русские слова — в начальной форме, остальные — начала слов. Строк можно прислать сколько угодно, остальные языки не изменятся.

    { $form }
topic-not-understood = В ответе нет строк вида «ru: слово».
topic-trying = 🔍 Проверяю на новостях последних суток: { $done } из { $total }
topic-effect = <b>{ $title }</b>: из { $total } новостей последних суток эту тему получат { $holds }.
topic-takes = ➕ Прибавится: { $count }
topic-loses = ➖ Убудет: { $count }
topic-others = Ещё изменятся другие темы у новостей: { $count }
topic-sorting = ✔️ Применено. Раскладываю новости последних суток: { $done } из { $total }
topic-in-use = ✔️ Применено: так теперь у всех читателей.
topic-conflict = Тему тем временем изменил кто-то ещё, поэтому ничего не применено. Посмотрите, как она выглядит сейчас.
topic-draft-gone = Этого изменения уже нет: оно применено или отменено.
topic-too-many = Тем может быть не больше { $count }. Сначала скройте или объедините какую-нибудь.
topic-error-titles = Нет названия на языках: { $locales }.
topic-error-title-long = Название длиннее { $count } знаков.
topic-error-language = Такого языка я не читаю: { $code }.
topic-error-no-seeds = Нет ни одного слова: тема ничего не найдёт.
topic-error-many-seeds = Слов на один язык может быть не больше { $count }.
topic-error-seed = Слово «{ $word }» не подходит: нужно от 2 букв до 40 знаков.
topic-error-everything = Больше половины новостей в одной теме: так она ничего не отличает. Уберите слишком общие слова.
audit-topic-added = Новая тема: { $what }
audit-topic-edited = Изменена тема: { $what }
audit-topic-merged = Темы объединены: { $what }
audit-topic-hidden = Скрыта тема: { $what }
audit-topic-shown = Возвращена тема: { $what }
