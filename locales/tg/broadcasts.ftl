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
broadcast-by-language = Аз рӯи забон: { $counts }
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
    [exact] ✉️ Ҳа, фиристодан: { $count }
   *[hidden] ✉️ Ҳа, фиристодан
}
broadcast-discarded = Сиёҳнавис нест карда шуд. Чизе фиристода нашуд.
broadcast-gone = Ин сиёҳнавис дигар нест.
broadcast-running = ✉️ <b>Фиристода мешавад: { $done } аз { $all }</b>
broadcast-done = ✅ <b>Фиристода шуд: { $done } аз { $all }</b>
broadcast-stopped = ⏹ <b>Боздошта шуд: { $done } аз { $all }</b>
broadcast-sent = Расид: { $count }
broadcast-waiting = Интизоранд: { $count }
broadcast-lost = Ботро бастаанд ё нест кардаанд: { $count }
broadcast-refused = Телеграм нагирифт: { $count }
broadcast-skipped = Хонанда дар танаффус аст ё даст кашидааст: { $count }
broadcast-unsent = Аз сабаби боздоштан фиристода нашуд: { $count }
broadcast-stop-button = ⏹ Боздоштан
broadcast-error-empty = Паёмро баъди фармон нависед: <code>/broadcast</code> ва матн. Ороиши матн ва як сурат мумкин аст. Сатрҳои охирини <code>Ном | https://…</code> тугма мешаванд.
broadcast-error-html = Ороиши матн дар { $tag } вайрон аст: тег баста нашудааст, тартибаш нодуруст аст ё Телеграм онро намешиносад. Чизе нигоҳ дошта нашуд.
broadcast-error-long = Хеле дароз: { $length } аломат, ҳол он ки { $most } меғунҷад.
broadcast-error-line = Дар ин сатр тугмаи бо суроға нест: { $line }. Бояд чунин бошад: <code>Ном | https://…</code>
broadcast-error-buttons = Тугмаҳо бояд аз { $most } зиёд набошанд.
broadcast-error-media = Ба паёми умумӣ як сурат илова кардан мумкин аст: албом, видео ва файл мумкин нест. Чизе нигоҳ дошта нашуд.
broadcast-error-refused = Телеграм ин паёмро намегирад: { $reason }. Чизе нигоҳ дошта нашуд.
broadcast-error-unseen = Телеграм ҳоло ҷавоб намедиҳад, паёмро санҷидан нашуд. Чизе нигоҳ дошта нашуд, онро бори дигар фиристед.
audit-broadcast-started = Паёми умумӣ оғоз шуд: { $what }
audit-broadcast-stopped = Паёми умумӣ боздошта шуд: { $what }
