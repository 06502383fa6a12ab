settings-title = <b>Жөндөөлөр</b>
settings-digests = 🕗 Чыгарылыштар: { $hours }; { $days }
settings-zone = 📍 { $city } ({ $clock })
settings-topics = 🗂 Темалар: { $topics }
settings-countries = 🌏 Өлкөлөр: { $countries }
settings-languages = 📖 Жаңылыктардын тилдери: { $languages }
settings-breaking-line = ⚡️ Шашылыш кабарлар: { $state }
settings-stopped = Чыгарылыштар токтотулган.
settings-new = Чыгарылыштар келе башташы үчүн «Даяр» баскычын басыңыз.
settings-topics-button = Темалар
settings-countries-button = Өлкөлөр
settings-languages-button = Жаңылык тилдери
settings-hours-button = Сааттар
settings-weekdays-button = Апта күндөрү
settings-zone-button = Убакыт алкагы
settings-quiet-button = Тынч сааттар
settings-breaking-button = Шашылыш кабарлар
settings-follows-button = Көз салуулар
settings-mutes-button = Жашырылгандар
settings-pause-button = Тыныгуу
settings-locale-button = Боттун тили
state-on = ооба
state-off = жок
all-of-them = баары
every-day = күн сайын
country-kg = Кыргызстан
country-kz = Казакстан
country-uz = Өзбекстан
country-tj = Тажикстан
country-tm = Түркмөнстан
country-world = Дүйнө
locale-screen = <b>Боттун тили</b>
languages-screen = <b>Жаңылыктардын тилдери</b>

    Булардын жок дегенде биринде жазылган жаңылыктар көрсөтүлөт. Эч бири тандалбаса, баары көрсөтүлөт.
countries-screen = <b>Өлкөлөр</b>

    Жаңылык кайсы өлкө жөнүндө. Эч бири тандалбаса, баары көрсөтүлөт.
topics-screen = <b>Темалар</b>

    Эч бири тандалбаса, баары көрсөтүлөт.
hours-screen = <b>Жаңылыктар качан жөнөтүлсүн</b>

    Азыр: { $hours }. Бир нече саатты тандасаңыз болот.
    Убакыт алкагы: { $city } ({ $clock }).
hours-at-least-one = Жок дегенде бир саат керек. Токтотуу үчүн: /stop
weekdays-screen = <b>Апта күндөрү</b>

    Жаңылыктар жөнөтүлө турган күндөр.
weekdays-at-least-one = Жок дегенде бир күн керек. Токтотуу үчүн: /stop
zone-screen = <b>Убакыт алкагы</b>

    Азыр: { $city } ({ $clock }). Шаарыңыз тизмеде жок болсо, мисалы, мындай жазыңыз: /city Варшава
zone-not-found = «{ $name }» деген шаар менин тизмемде жок. Убактысы ошондой башка шаарды тандаңыз.
zone-change = 📍 Башка шаар
quiet-none = <b>Тынч сааттар</b>

    Коюлган эмес. Тынч сааттарда билдирүүлөр үнсүз келет же кийинки чыгарылышка калтырылат.
quiet-silent = <b>Тынч сааттар: { $start } – { $end }</b>

    Бул убакта билдирүүлөр үнсүз келет.
quiet-hold = <b>Тынч сааттар: { $start } – { $end }</b>

    Бул убакта эч нерсе келбейт: жаңылыктар кийинки чыгарылышка кирет.
quiet-silent-button = Үнсүз
quiet-hold-button = Кийинкиге калтыруу
quiet-off-button = Тынч сааттарды алып салуу
breaking-screen = <b>Шашылыш кабарлар</b>

    Бир окуя тууралуу кыска убакытта бир нече басылма жазса, чыгарылышты күтпөй дароо кабарлайм.
breaking-button = Шашылыш кабарлар жөнөтүлсүн
breaking-quiet-button = Тынч сааттарда да
pause-none = <b>Тыныгуу</b>

    Чыгарылыштарды канча күнгө токтотоюн? Андан кийин өзүнөн өзү улантылат.
pause-until = ⏸ Тыныгуу. Чыгарылыштар { $date } күнү улантылат.
pause-days = { $count } күн
pause-end-button = Тыныгууну бүтүрүү
follows-none = <b>Көз салуулар</b>

    Азырынча жок. Мисалы, мындай жазыңыз: /follow Жибек Жолу — ушул сөздөр бар жаңылыктардын бири да көз жаздымда калбайт.
follows-screen = <b>Көз салуулар: { $count }</b>

    ✖️ — алып салат, «Дароо» — чыгарылышты күтпөй жөнөтөт. Кошуу: /follow сөздөр
follow-added = «{ $words }» дегенге көз салам: мындай жаңылыктар чыгарылышта өзүнчө турат.
follow-needs-start = Чыгарылыштар келиши үчүн жөндөөнү аягына чыгарыңыз: /start
follow-at-once-button = Дароо
follows-all-button = Бардык көз салуулар
follow-error-many = Эң көп дегенде { $count } көз салуу кошсо болот. Ашыгын алып салыңыз: /follow
follow-error-gone = Бул көз салуу өчүрүлгөн.
mutes-none = <b>Жашырылгандар</b>

    Азырынча эч нерсе жок. Сөздү же басылманын атын жазыңыз, мисалы: /mute жылдызнаама — мындай кабарлар чыгарылышка кирбейт.
mutes-screen = <b>Жашырылгандар: { $count }</b>

    Кайра көрсөтүү үчүн басыңыз. Кошуу: /mute сөз же басылма
mute-added-words = «{ $text }» деген сөз бар жаңылыктар мындан ары көрсөтүлбөйт.
mute-added-source = «{ $text }» басылмасынын кабарлары мындан ары көрсөтүлбөйт.
mutes-all-button = Бардык жашырылгандар
