command-broadcast = написать читателям
broadcast-heading = 📣 От редакции
broadcast-screen = { $kind ->
    [hidden] <b>Рассылка: чатов мало, число не показывается</b>
    [least] <b>Рассылка, чатов: не меньше { $count }</b>
   *[exact] { $count ->
        [one] <b>Рассылка: { $count } чат</b>
        [few] <b>Рассылка: { $count } чата</b>
       *[many] <b>Рассылка: { $count } чатов</b>
    }
}
broadcast-locales = Язык: { $chosen }
broadcast-countries = Страны: { $chosen }
broadcast-topics = Темы: { $chosen }
broadcast-all = все
broadcast-see = Сообщение показано выше. Как его увидят на других языках — кнопки ниже.
broadcast-by-language = По языкам: { $counts }
broadcast-in-language = { $language } — { $count }
broadcast-in-language-few = { $language } — меньше { $least }
broadcast-own-texts = ✍️ — свой текст; остальные получат основной.
broadcast-versions-button = ✍️ Текст на других языках
broadcast-versions = На каких языках написать отдельно? Остальные читатели получат основной текст.
broadcast-ask-version = Ответьте на это сообщение текстом для читателей на языке «{ $language }». Если картинку и кнопки не добавить, останутся основные.
broadcast-locales-button = 🗣 Язык
broadcast-countries-button = 🌍 Страны
broadcast-topics-button = 🗂 Темы
broadcast-send-button = ✉️ Разослать
broadcast-discard-button = 🗑 Удалить
broadcast-choose = Отметьте нужное. Если не отмечено ничего, получат все.
broadcast-sure = { $kind ->
    [hidden] Сообщение уйдёт в выбранные чаты. Отозвать доставленное нельзя. Разослать?
    [least] Сообщение уйдёт во все эти чаты, не меньше { $count }. Отозвать доставленное нельзя. Разослать?
   *[exact] { $count ->
        [one] Сообщение уйдёт в { $count } чат. Отозвать доставленное нельзя. Разослать?
        [few] Сообщение уйдёт в { $count } чата. Отозвать доставленное нельзя. Разослать?
       *[many] Сообщение уйдёт в { $count } чатов. Отозвать доставленное нельзя. Разослать?
    }
}
broadcast-yes-button = { $kind ->
    [exact] ✉️ Да, разослать: { $count }
   *[hidden] ✉️ Да, разослать
}
broadcast-discarded = Черновик удалён. Ничего не отправлено.
broadcast-gone = Этого черновика больше нет.
broadcast-running = { $kind ->
    [hidden] ✉️ <b>Рассылка идёт</b>
   *[shown] ✉️ <b>Рассылка идёт. Готово: { $done }; всего чатов: { $all }</b>
}
broadcast-done = { $kind ->
    [hidden] ✅ <b>Рассылка окончена</b>
   *[shown] ✅ <b>Рассылка окончена. Всего чатов: { $all }</b>
}
broadcast-stopped = { $kind ->
    [hidden] ⏹ <b>Рассылка остановлена</b>
   *[shown] ⏹ <b>Рассылка остановлена. Всего чатов: { $all }</b>
}
broadcast-sent = Доставлено: { $count }
broadcast-least = не меньше { $count }
broadcast-under = меньше { $least }
broadcast-untold = Чатов слишком мало, чтобы рассказать подробнее.
broadcast-lost = Бот заблокирован или удалён: { $count }
broadcast-refused = Телеграм не принял: { $count }
broadcast-skipped = Читатель на паузе или отписался: { $count }
broadcast-unsent = Не отправлено из-за остановки: { $count }
broadcast-stop-button = ⏹ Остановить
broadcast-error-empty = Напишите сообщение сразу после команды: <code>/broadcast</code> и текст. Можно с форматированием и одной картинкой. Последние строки вида <code>Название | https://…</code> станут кнопками.
broadcast-error-html = Разметка нарушена у { $tag }: тег не закрыт, закрыт не в том порядке или Телеграм его не знает. Ничего не сохранено.
broadcast-error-long = Слишком длинно: { $length } знаков, а помещается { $most }.
broadcast-error-line = В этой строке нет кнопки с адресом: { $line }. Нужно так: <code>Название | https://…</code>
broadcast-error-buttons = Кнопок может быть не больше { $most }.
broadcast-error-media = К рассылке можно приложить одну картинку — без альбомов, видео и файлов. Ничего не сохранено.
broadcast-error-refused = Телеграм не принимает это сообщение: { $reason }. Ничего не сохранено.
broadcast-error-unseen = Телеграм сейчас не отвечает, проверить сообщение не удалось. Ничего не сохранено, отправьте его ещё раз.
audit-broadcast-started = Рассылка начата: { $what }
audit-broadcast-stopped = Рассылка остановлена: { $what }
