story-open-button = Подробнее
story-sources = <b>Издания: { $count }</b>
story-sources-more = … и ещё { $count ->
        [one] { $count } публикация
        [few] { $count } публикации
       *[many] { $count } публикаций
    }
story-gone = Этой новости больше нет: её статьи удалены из архива.
story-share-button = ↗️ Поделиться
story-close-button = ✖️ Закрыть
story-save-button = 🔖 Сохранить
story-follow-button = 🔔 Следить
story-saved = Сохранено. Всё сохранённое: /saved
story-unsaved = Убрано из сохранённого.
story-followed = Буду присылать продолжение ответом на это сообщение. Весь список: /following
story-followed-new = Запомнил. Чтобы продолжение приходило, нажмите /start
story-unfollowed = Больше не слежу за этой новостью.
story-too-many = Больше { $count } не помещается. Пожалуйста, уберите лишнее.
saved-screen = <b>Сохранённое: { $count }</b>
saved-none = <b>Сохранённое</b>

    Пока ничего. Откройте новость по номеру под выпуском и нажмите «🔖 Сохранить».
following-screen = <b>Слежу за продолжением: { $count }</b>
following-none = <b>Слежу за продолжением</b>

    Пока ничего. Откройте новость по номеру под выпуском и нажмите «🔔 Следить». Слова и имена: /follow
taste-more = Учту: такие новости будут стоять выше. Изменить: /settings
taste-less = Учту: такие новости будут стоять ниже. Изменить: /settings
taste-most = Дальше некуда: изменить можно в /settings
story-affair = 🧭 <b>Как развивались события</b>
story-differences = ⚖️ <b>Что издания сообщают по-разному</b>
difference-death = Погибшие
difference-injured = Пострадавшие
difference-missing = Пропавшие
difference-rescue = Спасённые
difference-arrest = Задержанные
difference-where = Где
difference-when = Когда
difference-hours = Время
difference-amount = Цифры
difference-before = раньше: { $figures }
rating-more = Чего показывать больше?
rating-less = Чего показывать меньше? Эти новости будут стоять ниже, но не пропадут.
story-related = 🔗 <b>По теме</b>
