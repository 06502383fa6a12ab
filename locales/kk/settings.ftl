settings-title = <b>Баптаулар</b>
settings-digests = 🕗 Шығарылымдар: { $hours }; { $days }
settings-zone = 📍 { $city } ({ $clock })
settings-topics = 🗂 Тақырыптар: { $topics }
settings-countries = 🌏 Елдер: { $countries }
settings-languages = 📖 Жаңалық тілдері: { $languages }
settings-breaking-line = ⚡️ Шұғыл хабарлар: { $state }
settings-stopped = Шығарылымдар тоқтатылған.
settings-new = Шығарылымдар келе бастауы үшін «Дайын» түймесін басыңыз.
settings-topics-button = Тақырыптар
settings-countries-button = Елдер
settings-languages-button = Жаңалық тілдері
settings-hours-button = Шығарылым сағаты
settings-weekdays-button = Апта күндері
settings-zone-button = Уақыт белдеуі
settings-quiet-button = Тыныш сағаттар
settings-breaking-button = Шұғыл хабарлар
settings-follows-button = Бақылаудағы сөздер
settings-mutes-button = Жасырылғандар
settings-tastes-button = Қалаулар
settings-pause-button = Үзіліс
settings-locale-button = Бот тілі
state-on = жіберіледі
state-off = жіберілмейді
all-of-them = бәрі
every-day = күн сайын
country-kg = Қырғызстан
country-kz = Қазақстан
country-uz = Өзбекстан
country-tj = Тәжікстан
country-tm = Түрікменстан
country-world = Әлем
locale-screen = <b>Бот тілі</b>
languages-screen = <b>Жаңалық тілдері</b>

    Таңдалған тілдердің кем дегенде бірінде жазылған жаңалықтар көрсетіледі. Ешқайсысын таңдамасаңыз, бәрі көрсетіледі.

    Іздеу мен бақылау басқа тілдерде жазылғанды да табады; төмендегі түйме мұны өшіреді.
languages-elsewhere-button = Басқа тілдерден де іздеу
countries-screen = <b>Елдер</b>

    Қай елдер туралы жаңалық керек. Ешқайсысын таңдамасаңыз, бәрі көрсетіледі.
topics-screen = <b>Тақырыптар</b>

    Ешқайсысын таңдамасаңыз, бәрі көрсетіледі.
hours-screen = <b>Жаңалық қашан жіберілсін</b>

    Қазір: { $hours }. Бірнеше сағатты таңдауға болады.
    Уақыт белдеуі: { $city } ({ $clock }).
hours-at-least-one = Кем дегенде бір сағат керек. Тоқтату үшін: /stop
weekdays-screen = <b>Апта күндері</b>

    Жаңалық жіберілетін күндер.
weekdays-at-least-one = Кем дегенде бір күн керек. Тоқтату үшін: /stop
zone-screen = <b>Уақыт белдеуі</b>

    { $city } ({ $clock }). Қалаңыз тізімде жоқ болса, атын жазыңыз: /city Варшава. Қазіргі уақытыңызды жазсаңыз да болады: /city 14:05. Немесе тұрған жеріңізді жіберіңіз (📎): одан тек уақыт белдеуін білемін, жердің өзін сақтамаймын.
zone-not-found = «{ $name }» деген қала менің тізімімде жоқ. Уақыты сондай басқа қаланы таңдаңыз.
zone-change = 📍 Басқа қала
quiet-none = <b>Тыныш сағаттар</b>

    Белгіленбеген. Тыныш сағаттарда хабарламалар дыбыссыз келеді немесе келесі шығарылымға қалдырылады.
quiet-silent = <b>Тыныш сағаттар: { $start } – { $end }</b>

    Бұл уақытта хабарламалар дыбыссыз келеді.
quiet-hold = <b>Тыныш сағаттар: { $start } – { $end }</b>

    Бұл уақытта ештеңе келмейді: жаңалықтар келесі шығарылымға кіреді.
quiet-silent-button = Дыбыссыз
quiet-hold-button = Кейінге қалдыру
quiet-off-button = Тыныш сағаттарды алып тастау
breaking-screen = <b>Шұғыл хабарлар</b>

    Бір оқиға туралы қысқа уақытта бірнеше басылым жазса, шығарылымды күтпей, бірден хабарлаймын.
breaking-button = Шұғыл хабарлар жіберілсін
breaking-quiet-button = Тыныш сағаттарда да
pause-none = <b>Үзіліс</b>

    Шығарылымдарды неше күнге тоқтатайын? Кейін өздігінен жалғасады.
pause-until = ⏸ Үзіліс. Шығарылымдар { $date } күні қайта басталады.
pause-days = { $count } күн
pause-end-button = Үзілісті аяқтау
pause-undo-button = ↩️ Болдырмау
pause-undone = Үзіліс күшін жойды.
follows-none = <b>Бақылаудағы сөздер</b>

    Әзірге жоқ. Мысалы, былай жазыңыз: /follow Жібек жолы — осы сөздер кездескен бірде-бір жаңалық назардан тыс қалмайды.
follows-screen = <b>Бақылаудағы сөздер: { $count }</b>

    ✖️ — тізімнен алып тастайды, «Бірден» — шығарылымды күтпей жібереді. Қосу: /follow сөздер
follow-added = «{ $words }» дегенді бақылаймын: мұндай жаңалықтар шығарылымда бөлек тұрады.
follow-needs-start = Шығарылымдар келуі үшін /start басыңыз
follow-at-once-button = Бірден
follows-all-button = Бақылаудағы барлық сөздер
follow-error-many = Ең көбі { $count } сөзді бақылауға болады. Артығын алып тастаңыз: /follow
follow-error-gone = Бұл енді бақылауда емес.
follow-error-empty = Нені бақылау керегін түсінбедім. Сөз не есім жазыңыз, мысалы: /follow Жібек жолы
mutes-none = <b>Жасырылғандар</b>

    Әзірге ештеңе жоқ. Сөзді немесе басылымның атын жазыңыз, мысалы: /mute жұлдызнама — мұндай жаңалықтарды жібермеймін.
mutes-screen = <b>Жасырылғандар: { $count }</b>

    Қайта көрсету үшін басыңыз. Қосу: /mute сөз немесе басылым
mute-added-words = «{ $text }» сөзі бар жаңалықтар енді жіберілмейді.
mute-added-source = «{ $text }» басылымының жаңалықтары енді көрсетілмейді.
mutes-all-button = Барлық жасырылғандар
tastes-none = <b>Қалаулар</b>

    Әзірге жоқ. Шығарылымның не жаңалықтың астындағы 👍 не 👎 басыңыз: мұндай жаңалықтар жоғары не төмен тұрады.
tastes-screen = <b>Қалаулар: { $count }</b>

    Бұл тақырыптар мен басылымдардың жаңалықтары жоғары (▲) не төмен (▼) тұрады, бірақ ештеңе жоғалмайды. Алып тастау үшін басыңыз.
tastes-reset-button = Бәрін тазалау
settings-look-button = Шығарылым түрі
look-screen = <b>Шығарылым қалай көрінеді</b>

    Әдеттегі: атауы және ашып оқитын қысқаша мазмұны. Қысқа: бір сөйлем. Атаулар: басқа ештеңе жоқ. Сурет — басты жаңалықтың өз бетіндегі сурет.
look-normal-button = Әдеттегі
look-short-button = Қысқа
look-headlines-button = Атаулар
look-picture-button = Басты жаңалықтың суреті
zone-clock-button = 🕐 Қазіргі уақыт бойынша
clock-screen = <b>Сізде қазір сағат неше?</b>
settings-groups-button = 📣 Арналар мен топтар
