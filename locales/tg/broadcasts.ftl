command-broadcast = ба хонандагон навиштан
broadcast-heading = 📣 Аз таҳририя
broadcast-screen = { $kind ->
    [hidden] <b>Паёми умумӣ: чатҳо каманд, шумораашон нишон дода намешавад</b>
    [least] <b>Паёми умумӣ: ҳадди ақал { $count } чат</b>
   *[exact] <b>Паёми умумӣ: { $count } чат</b>
}
broadcast-locales = Забон: { $chosen }
broadcast-countries = Кишварҳо: { $chosen }
broadcast-topics = Мавзӯъҳо: { $chosen }
broadcast-all = ҳама
broadcast-see = Паём дар боло аст. Тугмаҳои поён нишон медиҳанд, ки хонандагони забонҳои дигар онро чӣ гуна мебинанд.
broadcast-by-language = Аз рӯйи забон: { $counts }
broadcast-in-language = { $language } — { $count }
broadcast-in-language-few = { $language } — камтар аз { $least }
broadcast-own-texts = ✍️ — матни худро дорад; ба дигарон матни асосӣ меравад.
broadcast-versions-button = ✍️ Матн бо забонҳои дигар
broadcast-versions = Бо кадом забонҳо алоҳида менависед? Хонандагони дигар матни асосиро мегиранд.
broadcast-ask-version = Матнро барои хонандагони забони «{ $language }» дар ҷавоб ба ҳамин паём нависед. Агар сурат ва тугма илова накунед, асосиашон мемонад.
broadcast-locales-button = 🗣 Забон
broadcast-countries-button = 🌍 Кишварҳо
broadcast-topics-button = 🗂 Мавзӯъҳо
broadcast-send-button = ✉️ Фиристодан
broadcast-discard-button = 🗑 Нест кардан
broadcast-choose = Лозимиашро интихоб кунед. Агар чизе интихоб нашавад, ба ҳама меравад.
broadcast-sure = { $kind ->
    [hidden] Паём ба чатҳои интихобшуда меравад. Паёми расидаро баргардондан намешавад. Фиристем?
    [least] Паём ҳадди ақал ба { $count } чат меравад. Паёми расидаро баргардондан намешавад. Фиристем?
   *[exact] Паём ба { $count } чат меравад. Паёми расидаро баргардондан намешавад. Фиристем?
}
broadcast-yes-button = { $kind ->
    [exact] ✉️ Бале, фиристодан: { $count }
   *[hidden] ✉️ Бале, фиристодан
}
broadcast-discarded = Сиёҳнавис нест карда шуд. Чизе фиристода нашуд.
broadcast-gone = Ин сиёҳнавис дигар нест.
broadcast-running = { $kind ->
    [hidden] ✉️ <b>Фиристода мешавад</b>
   *[shown] ✉️ <b>Фиристода мешавад. Тайёр: { $done }; ҳамагӣ чатҳо: { $all }</b>
}
broadcast-done = { $kind ->
    [hidden] ✅ <b>Фиристодан анҷом ёфт</b>
   *[shown] ✅ <b>Фиристодан анҷом ёфт. Ҳамагӣ чатҳо: { $all }</b>
}
broadcast-stopped = { $kind ->
    [hidden] ⏹ <b>Фиристодан боздошта шуд</b>
   *[shown] ⏹ <b>Фиристодан боздошта шуд. Ҳамагӣ чатҳо: { $all }</b>
}
broadcast-sent = Расид: { $count }
broadcast-least = ҳадди ақал { $count }
broadcast-under = камтар аз { $least }
broadcast-untold = Чатҳо хеле каманд, бинобар ин натиҷа нишон дода намешавад.
broadcast-lost = Ботро масдуд ё нест кардаанд: { $count }
broadcast-refused = Телеграм қабул накард: { $count }
broadcast-skipped = Хонанда дар танаффус аст ё даст кашидааст: { $count }
broadcast-unsent = Аз сабаби боздоштан фиристода нашуд: { $count }
broadcast-stop-button = ⏹ Боздоштан
broadcast-error-empty = Паёмро баъди фармон нависед: <code>/broadcast</code> ва матн. Ороиши матн ва як сурат мумкин аст. Сатрҳои охирини <code>Ном | https://…</code> тугма мешаванд.
broadcast-error-html = Ороиши матн дар { $tag } вайрон аст: тег баста нашудааст, тартибаш нодуруст аст ё Телеграм онро намешиносад. Чизе нигоҳ дошта нашуд.
broadcast-error-long = Хеле дароз: { $length } аломат, ҳол он ки { $most } меғунҷад.
broadcast-error-line = Дар ин сатр тугмаи бо нишонӣ нест: { $line }. Бояд чунин бошад: <code>Ном | https://…</code>
broadcast-error-buttons = Тугмаҳо бояд аз { $most } зиёд набошанд.
broadcast-error-media = Ба паёми умумӣ як сурат илова кардан мумкин аст: албом, видео ва файл мумкин нест. Чизе нигоҳ дошта нашуд.
broadcast-error-refused = Телеграм ин паёмро қабул намекунад: { $reason }. Чизе нигоҳ дошта нашуд.
broadcast-error-unseen = Телеграм ҳоло ҷавоб намедиҳад, паёмро санҷидан нашуд. Чизе нигоҳ дошта нашуд, онро бори дигар фиристед.
audit-broadcast-started = Паёми умумӣ оғоз шуд: { $what }
audit-broadcast-stopped = Паёми умумӣ боздошта шуд: { $what }
