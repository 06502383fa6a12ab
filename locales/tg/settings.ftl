settings-title = <b>Танзимот</b>
settings-digests = 🕗 Гулчини хабарҳо: { $hours }; { $days }
settings-zone = 📍 { $city } ({ $clock })
settings-topics = 🗂 Мавзӯъҳо: { $topics }
settings-countries = 🌏 Кишварҳо: { $countries }
settings-languages = 📖 Забонҳои хабар: { $languages }
settings-breaking-line = ⚡️ Хабарҳои фаврӣ: { $state }
settings-stopped = Фиристодани гулчинҳо қатъ шудааст.
settings-new = Барои он ки гулчинҳо биёянд, тугмаи «Тайёр»-ро пахш кунед.
settings-topics-button = Мавзӯъҳо
settings-countries-button = Кишварҳо
settings-languages-button = Забонҳои хабар
settings-hours-button = Соати гулчин
settings-weekdays-button = Рӯзҳои ҳафта
settings-zone-button = Минтақаи вақт
settings-quiet-button = Соатҳои ором
settings-breaking-button = Хабарҳои фаврӣ
settings-follows-button = Калимаҳои пайгирӣ
settings-mutes-button = Пинҳоншудаҳо
settings-pause-button = Танаффус
settings-locale-button = Забони бот
state-on = фиристода мешаванд
state-off = фиристода намешаванд
all-of-them = ҳама
every-day = ҳар рӯз
country-kg = Қирғизистон
country-kz = Қазоқистон
country-uz = Ӯзбекистон
country-tj = Тоҷикистон
country-tm = Туркманистон
country-world = Ҷаҳон
locale-screen = <b>Забони бот</b>
languages-screen = <b>Забонҳои хабар</b>

    Хабарҳое нишон дода мешаванд, ки ақаллан бо яке аз забонҳои интихобшуда навишта шудаанд. Агар ҳеҷ якеро интихоб накунед, ҳамааш нишон дода мешавад.

    Ҷустуҷӯ ва пайгирӣ он чиро ки ба забонҳои дигар навиштаанд, низ меёбанд; тугмаи поёнӣ инро хомӯш мекунад.
languages-elsewhere-button = Ба забонҳои дигар ҳам ҷустан
countries-screen = <b>Кишварҳо</b>

    Хабарҳои кадом кишварҳо лозиманд. Агар ҳеҷ якеро интихоб накунед, ҳамааш нишон дода мешавад.
topics-screen = <b>Мавзӯъҳо</b>

    Агар ҳеҷ якеро интихоб накунед, ҳамааш нишон дода мешавад.
hours-screen = <b>Хабарҳо кай фиристода шаванд</b>

    Ҳоло: { $hours }. Якчанд соатро интихоб кардан мумкин аст.
    Минтақаи вақт: { $city } ({ $clock }).
hours-at-least-one = Ақаллан як соат лозим аст. Барои қатъ кардан: /stop
weekdays-screen = <b>Рӯзҳои ҳафта</b>

    Рӯзҳое, ки хабарҳо фиристода мешаванд.
weekdays-at-least-one = Ақаллан як рӯз лозим аст. Барои қатъ кардан: /stop
zone-screen = <b>Минтақаи вақт</b>

    { $city } ({ $clock }). Агар шаҳри шумо дар рӯйхат набошад, масалан, чунин нависед: /city Варшава
zone-not-found = Шаҳри «{ $name }» дар рӯйхати ман нест. Шаҳри дигареро интихоб кунед, ки вақташ ҳамин хел аст.
zone-change = 📍 Шаҳри дигар
quiet-none = <b>Соатҳои ором</b>

    Таъин нашудаанд. Дар соатҳои ором паёмҳо бесадо меоянд ё то гулчини навбатӣ мемонанд.
quiet-silent = <b>Соатҳои ором: { $start } – { $end }</b>

    Дар ин вақт паёмҳо бесадо меоянд.
quiet-hold = <b>Соатҳои ором: { $start } – { $end }</b>

    Дар ин вақт чизе намеояд: хабарҳо ба гулчини навбатӣ дохил мешаванд.
quiet-silent-button = Бесадо
quiet-hold-button = Ба баъд гузоштан
quiet-off-button = Бекор кардани соатҳои ором
breaking-screen = <b>Хабарҳои фаврӣ</b>

    Агар дар бораи як воқеа дар муддати кӯтоҳ чанд нашрия нависанд, гулчинро интизор нашуда, дарҳол хабар медиҳам.
breaking-button = Хабари фаврӣ фиристода шавад
breaking-quiet-button = Дар соатҳои ором ҳам
pause-none = <b>Танаффус</b>

    Фиристодани гулчинҳоро барои чанд рӯз қатъ кунам? Баъд худ аз худ идома меёбад.
pause-until = ⏸ Танаффус. Гулчинҳо аз { $date } боз фиристода мешаванд.
pause-days = { $count } рӯз
pause-end-button = Анҷоми танаффус
pause-undo-button = ↩️ Бекор кардан
pause-undone = Танаффус бекор карда шуд.
follows-none = <b>Калимаҳои пайгирӣ</b>

    Ҳоло нест. Масалан, чунин нависед: /follow Роҳи абрешим — ягон хабар бо ин калимаҳо аз назар дур намемонад.
follows-screen = <b>Калимаҳои пайгирӣ: { $count }</b>

    ✖️ — аз рӯйхат хориҷ мекунад, «Дарҳол» — гулчинро интизор нашуда мефиристад. Илова: /follow калимаҳо
follow-added = «{ $words }»-ро пайгирӣ мекунам: чунин хабарҳо дар гулчин алоҳида меоянд.
follow-needs-start = Барои он ки гулчинҳо биёянд, /start-ро пахш кунед
follow-at-once-button = Дарҳол
follows-all-button = Ҳамаи калимаҳои пайгирӣ
follow-error-many = Аз { $count } калима зиёдро пайгирӣ кардан мумкин нест. Зиёдатиашро хориҷ кунед: /follow
follow-error-gone = Ин дигар пайгирӣ намешавад.
follow-error-empty = Нафаҳмидам, ки чиро пайгирӣ кунам. Калима ё ном нависед, масалан: /follow Роҳи абрешим
mutes-none = <b>Пинҳоншудаҳо</b>

    Ҳоло чизе нест. Калима ё номи нашрияро нависед, масалан: /mute фолнома — чунин хабарҳоро намефиристам.
mutes-screen = <b>Пинҳоншудаҳо: { $count }</b>

    Барои боз нишон додан пахш кунед. Илова: /mute калима ё нашрия
mute-added-words = Хабарҳо бо калимаи «{ $text }» дигар фиристода намешаванд.
mute-added-source = Хабарҳои нашрияи «{ $text }» дигар нишон дода намешаванд.
mutes-all-button = Ҳамаи пинҳоншудаҳо
