addfeed-usage = Укажите адрес ленты, сайта или канала, можно несколько сразу: /addfeed https://example.org/rss @name
addfeed-already = Это уже есть: <b>{ $title }</b>
    { $url }
addfeed-choices = По этому адресу не лента, а страница. Вот её ленты, выберите:
addfeed-rejected = Не добавлено. { $reason }
feeds-title = <b>Ленты и каналы: { $count }</b>, в порядке { $healthy } · страница { $page } из { $pages }
feeds-none = Лент и каналов пока нет. Добавить: /addfeed адрес
feeds-never = Ещё ни разу не читали
feeds-success = Последний раз прочитано: { $age }
feeds-counts = Последний документ: прочитано { $read }; новых { $new } (из них в архив { $archived }), изменено { $edited }, прежних { $known }.
feeds-left-out = Потеряно: { $reasons }
feeds-teasers = Лента даёт только начало статей. Читать целиком, в терминале: <code>{ $command }</code>
feeds-given-up = Статьи, которые не удалось прочитать: { $count }
left-out-no-words = без слов { $count }
left-out-repeated = повторы { $count }
left-out-beyond-limit = старше читаемого предела { $count }
left-out-bad-link = негодная ссылка { $count }
left-out-shared-guid = общее обозначение { $count }
left-out-undated = без даты { $count }
left-out-bad-date = непонятная дата { $count }
left-out-over-budget = сверх дневной нормы { $count }
left-out-edits-over-budget = правок сверх дневной нормы { $count }
removefeed-usage = Такой ленты или канала нет. Укажите номер из /feeds или адрес: /removefeed 12
removefeed-question = Больше не читать <b>{ $title }</b>?
    { $url }

    Уже полученные новости останутся.
removefeed-yes-button = Да, убрать
removefeed-done = Убрано: «{ $title }».
opml-plan = { $count ->
    [one] В файле { $count } новая лента.
    [few] В файле { $count } новые ленты.
   *[many] В файле { $count } новых лент.
}
opml-done = { $count ->
    [one] Добавлена { $count } лента.
    [few] Добавлено { $count } ленты.
   *[many] Добавлено { $count } лент.
}
opml-known = Уже есть: { $known }. Повторов в файле: { $duplicates }.
opml-refused = Не подходят: { $count }
opml-refused-line = Строка { $line }: { $what }. { $reason }
opml-refused-more = … и ещё строк: { $count }
opml-confirm = Пока ничего не изменено.
feeds-none-so = Таких лент и каналов нет.
feed-about = Издание: { $source }
    Страна: { $country } · язык: { $language } · вид: { $outlet }
    Статьи целиком: { $full }
feed-paused = ⏸ Чтение приостановлено.
feed-unknown = не указано
feed-gap = Новое появляется примерно раз в { $hours } ч
feed-next = Следующее чтение: { $time }
feed-pause-button = ⏸ Приостановить
feed-resume-button = ▶️ Читать снова
feed-due-button = 🔄 Прочитать сейчас
feed-title-button = ✏️ Название
feed-source-button = ✏️ Издание
feed-country-button = Страна
feed-language-button = Язык
feed-outlet-button = Вид
feed-full-button = Статьи целиком
feed-remove-button = 🗑 Убрать
feed-list-button = ← Все ленты
feed-none-button = Не указывать
feed-ask-title = Ответьте на это сообщение новым названием ленты «{ $title }».
feed-ask-source = Ответьте на это сообщение названием издания, как его видят читатели. Сейчас: «{ $title }».
feed-restored = Возвращено: «{ $title }».
feed-open-button = Открыть ленту
draft-foreign = Это начал кто-то из коллег: изменить и подтвердить может только тот, кто начал.
feed-yes = да
feed-no = нет
feed-field-title = название
feed-field-source = издание
feed-field-country = страна
feed-field-language = язык
feed-field-outlet = вид
feed-field-full-text = статьи целиком
feed-field-paused = чтение приостановлено
feed-field-due = прочитать сейчас
feed-field-proxy = прокси
