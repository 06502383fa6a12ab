# Заголовки. $date — «вторник, 24 ноября», $time — «08:00».
digest-title = Главное · { $date }, { $time }
digest-title-now = Главное за сутки · { $date }, { $time }
digest-title-latest = Свежее · { $date }, { $time }
digest-title-breaking = ⚡️ Срочно · { $time }
digest-title-follow = 🔔 Вы это отслеживаете · { $time }
digest-title-update = 🔔 Продолжение истории · { $time }
digest-empty = За последние сутки подходящих новостей не нашлось. Изменить темы, страны и языки: /settings. Искать за прошлые дни: /search
digest-unanswered = За последние сутки не ответила ни одна лента новостей, поэтому показать нечего. Попытки продолжаются; спросите ещё раз через несколько минут: /digest
digest-followed = Отслеживаемое
digest-others = Другие новости
digest-omitted = { $count ->
    [one] И ещё { $count } новость: /latest
    [few] И ещё { $count } новости: /latest
   *[many] И ещё { $count } новостей: /latest
}
digest-disagreement = ⚖️ Данные расходятся: { $figures }
digest-earlier = ⏪ Ранее: { $headline }
digest-newer-figures = ⚖️ По последним данным: { $figures }; раньше: { $before }
digest-more-sources = ещё { $count }
story-untitled = Без заголовка
digest-title-rest = Продолжение · { $date }, { $time }
digest-rest-button = Ещё { $count }
digest-rest-none = Из этого выпуска показано уже всё.
digest-search-button = 🔎 Поиск
digest-pause-button = ⏸ Пауза
