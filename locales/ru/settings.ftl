settings-title = <b>Настройки</b>
settings-digests = 🕗 Выпуски: { $hours }; { $days }
settings-zone = 📍 { $city } ({ $clock })
settings-topics = 🗂 Темы: { $topics }
settings-countries = 🌏 Страны: { $countries }
settings-languages = 📖 Языки новостей: { $languages }
settings-breaking-line = ⚡️ Срочные новости: { $state }
settings-stopped = Выпуски остановлены.
settings-new = Чтобы выпуски начали приходить, нажмите «Готово».
settings-topics-button = Темы
settings-countries-button = Страны
settings-languages-button = Языки новостей
settings-hours-button = Время выпусков
settings-weekdays-button = Дни недели
settings-zone-button = Часовой пояс
settings-quiet-button = Тихие часы
settings-breaking-button = Срочные новости
settings-follows-button = Отслеживаемое
settings-mutes-button = Скрытое
settings-tastes-button = Предпочтения
settings-pause-button = Пауза
settings-locale-button = Язык бота
state-on = включены
state-off = выключены
all-of-them = все
every-day = каждый день
country-kg = Кыргызстан
country-kz = Казахстан
country-uz = Узбекистан
country-tj = Таджикистан
country-tm = Туркменистан
country-world = Мир
locale-screen = <b>Язык бота</b>
languages-screen = <b>Языки новостей</b>

    Показываю новости, о которых написали хотя бы на одном из выбранных языков. Если не выбрать ничего, будут все.

    Поиск и отслеживание находят и то, что об этом пишут на других языках; нижняя кнопка это отключает.
languages-elsewhere-button = Искать и на других языках
countries-screen = <b>Страны</b>

    О каких странах новости. Если не выбрать ничего, будут все.
topics-screen = <b>Темы</b>

    Если не выбрать ничего, будут все.
hours-screen = <b>Когда присылать новости</b>

    Сейчас: { $hours }. Можно выбрать несколько часов.
    Часовой пояс: { $city } ({ $clock }).
hours-at-least-one = Нужен хотя бы один час. Остановить выпуски: /stop
weekdays-screen = <b>Дни недели</b>

    По каким дням присылать новости.
weekdays-at-least-one = Нужен хотя бы один день. Остановить выпуски: /stop
zone-screen = <b>Часовой пояс</b>

    { $city } ({ $clock }). Если вашего города здесь нет, напишите его: /city Варшава. Подойдёт и время, которое у вас сейчас: /city 14:05. Или пришлите геопозицию (📎): по ней я только узнаю часовой пояс, само место не храню.
zone-not-found = Города «{ $name }» в моём списке нет. Выберите любой с тем же временем.
zone-change = 📍 Другой город
quiet-none = <b>Тихие часы</b>

    Не заданы. В тихие часы сообщения приходят без звука или ждут следующего выпуска.
quiet-silent = <b>Тихие часы: { $start } – { $end }</b>

    В это время сообщения приходят без звука.
quiet-hold = <b>Тихие часы: { $start } – { $end }</b>

    В это время ничего не приходит: новости войдут в следующий выпуск.
quiet-silent-button = Без звука
quiet-hold-button = Отложить
quiet-off-button = Убрать тихие часы
breaking-screen = <b>Срочные новости</b>

    Если о событии за короткое время сообщат несколько изданий, напишу сразу, не дожидаясь выпуска.
breaking-button = Присылать срочные
breaking-quiet-button = И в тихие часы
pause-none = <b>Пауза</b>

    На сколько дней остановить выпуски? Потом они возобновятся сами.
pause-until = ⏸ Пауза. Выпуски возобновятся { $date }.
pause-days = { $count ->
    [one] { $count } день
    [few] { $count } дня
   *[many] { $count } дней
}
pause-end-button = Снять паузу
pause-undo-button = ↩️ Отменить
pause-undone = Пауза отменена.
follows-none = <b>Отслеживаемое</b>

    Пока ничего. Напишите, например: /follow Жибек Жолу — и новости с этими словами, в любой форме, не пройдут мимо.
follows-screen = <b>Отслеживаемое: { $count }</b>

    ✖️ — больше не отслеживать, «Сразу» — присылать, не дожидаясь выпуска. Добавить: /follow слова
follow-added = Отслеживаю «{ $words }»: такие новости будут в выпуске отдельно.
follow-needs-start = Чтобы выпуски приходили, нажмите /start
follow-at-once-button = Сразу
follows-all-button = Всё отслеживаемое
follow-error-many = { $count ->
    [one] Отслеживать можно не больше { $count } слова или имени. Уберите лишнее: /follow
    [few] Отслеживать можно не больше { $count } слов или имён. Уберите лишнее: /follow
   *[many] Отслеживать можно не больше { $count } слов или имён. Уберите лишнее: /follow
}
follow-error-gone = Это больше не отслеживается.
follow-error-empty = Не понял, за чем следить. Напишите слова или имя, например: /follow Жибек Жолу
mutes-none = <b>Скрытое</b>

    Пока ничего. Напишите слово или название издания, например: /mute гороскоп — и таких новостей я не пришлю.
mutes-screen = <b>Скрытое: { $count }</b>

    Нажмите на слово или издание, чтобы снова его показывать. Добавить: /mute слово или издание
mute-added-words = Новостей со словами «{ $text }» больше не пришлю.
mute-added-source = Новостей издания «{ $text }» больше не покажу.
mutes-all-button = Всё скрытое
tastes-none = <b>Предпочтения</b>

    Пока нет. Нажмите 👍 или 👎 под выпуском или под новостью: такие новости будут стоять выше или ниже.
tastes-screen = <b>Предпочтения: { $count }</b>

    Новости этих тем и изданий стоят выше (▲) или ниже (▼), но ничего не пропадает. Нажмите, чтобы убрать.
tastes-reset-button = Сбросить всё
settings-look-button = Вид выпуска
look-screen = <b>Как выглядит выпуск</b>

    Обычный: заголовок и краткое содержание, которое можно раскрыть. Короткий: одно предложение. Заголовки: больше ничего. Картинка — та, что на странице главной новости.
look-normal-button = Обычный
look-short-button = Короткий
look-headlines-button = Заголовки
look-picture-button = Картинка главной новости
zone-clock-button = 🕐 По времени сейчас
clock-screen = <b>Который у вас сейчас час?</b>
settings-groups-button = 📣 Каналы и группы
