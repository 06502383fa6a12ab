proposals-title = <b>Что нашлось по этим адресам: { $count }</b>
    Подробнее — по номеру.
proposals-list-button = ← Весь список
proposal-chosen-button = Добавить эту
proposal-about = { $kind } · страна: { $country } · язык: { $language }
proposal-feed = Лента
proposal-channel = Канал
proposal-gap-unknown = Как часто выходит новое, пока не видно
proposal-teasers = Даёт только начало статей: целиком возьму их со страниц
proposal-whole = Даёт статьи целиком
proposal-unsure = Целиком ли статьи, пока не видно
proposal-latest = Записей: { $count }. Последние:
proposal-empty = Записей пока нет.
proposal-asks-country = ❓ Какой страны это издание?
proposal-asks-language = ❓ На каком языке оно пишет?
addfeed-done = Добавлено. Скоро прочитаю в первый раз.
addfeed-nothing = Ничего не добавлено.
addfeed-gone = Этот запрос отменён или устарел. Начните, пожалуйста, заново.
addfeed-add-one-button = ✔️ Добавить
addfeed-add-button = ✔️ Добавить: { $count }
addfeed-cancel-button = ✖️ Отмена
feed-gap-minutes = Новое появляется примерно раз в { $count } мин
feed-gap-days = { $count ->
    [one] Новое появляется примерно раз в { $count } день
    [few] Новое появляется примерно раз в { $count } дня
   *[many] Новое появляется примерно раз в { $count } дней
}
feed-polls = Последние чтения:
feed-polls-button = 🕓 Все последние чтения
poll-nothing = ничего нового
poll-brought = новых { $new }, изменено { $edited }.
feed-polling = ⏳ Читаю «{ $title }»…
feed-polled-just-now = Её читали только что. Попробуйте, пожалуйста, через минуту.
feed-address-button = ✏️ Адрес
feed-ask-address = Ответьте на это сообщение новым адресом для «{ $title }». Сейчас: { $url }
feed-move-question = Читать «{ $title }» по новому адресу? Статьи и история чтений сохранятся. Прежний адрес: { $url }

    Вот что нашлось по новому:
feed-move-button = ✔️ Читать там
feed-moved = «{ $title }» теперь читаю по адресу { $url }
feed-moved-back = ↩️ Прежний адрес возвращён.
feed-move-refused = Адрес не изменён. { $reason }
feed-error-address-taken = Этот адрес у ленты, которую раньше убрали. Читать её снова: /addfeed
opml-more = … и ещё { $count }
opml-adding = ⏳ Добавляю ленты: { $count }…
opml-read = Прочитано впервые: { $read } из { $count }. Не удалось прочитать: { $failed }.
opml-refresh-button = 🔄 Обновить
opml-exported = Ленты и каналы: { $count }. Файл откроет любая программа для чтения лент.
opml-gone = Этого файла в Телеграме больше нет. Пришлите его, пожалуйста, ещё раз.
opml-export-button = ⬇️ Список файлом OPML
suggested-button = 💡 Предложения: { $count }
suggested-none = Новых предложений от читателей нет.
suggested-title = <b>Предложения читателей: { $count }</b>
suggested-accept-button = { $place }. ✔️ Посмотреть
suggested-decline-button = { $place }. ✖️ Отклонить
suggest-usage = Какого издания не хватает? Укажите адрес его сайта, ленты или канала: /suggest https://example.org или /suggest @name

    Редакция посмотрит и решит.
suggest-waiting = Ваши предложения, которые ждут редакцию:
suggest-thanks = Спасибо! Редакция посмотрит: { $url }
suggest-known = Это я уже читаю: «{ $title }».
suggest-too-many = Редакция ещё не рассмотрела ваши прежние предложения ({ $count }). Подождите, пожалуйста.
suggest-full = Предложений сейчас слишком много. Попробуйте, пожалуйста, через несколько дней.
