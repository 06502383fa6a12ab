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
settings-hours-button = Чыгарылыш сааты
settings-weekdays-button = Апта күндөрү
settings-zone-button = Убакыт алкагы
settings-quiet-button = Тынч сааттар
settings-breaking-button = Шашылыш кабарлар
settings-follows-button = Көз салынган сөздөр
settings-mutes-button = Жашырылгандар
settings-tastes-button = Каалоолор
settings-pause-button = Тыныгуу
settings-locale-button = Боттун тили
state-on = жөнөтүлөт
state-off = жөнөтүлбөйт
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

    Тандалган тилдердин жок дегенде биринде жазылган жаңылыктар көрсөтүлөт. Эч бирин тандабасаңыз, баары көрсөтүлөт.

    Издөөдө жана көз салууда башка тилдерде жазылгандар да табылат; төмөнкү баскыч муну өчүрөт.
languages-elsewhere-button = Башка тилдерден да издөө
countries-screen = <b>Өлкөлөр</b>

    Кайсы өлкөлөр жөнүндө жаңылык керек. Эч бирин тандабасаңыз, баары көрсөтүлөт.
topics-screen = <b>Темалар</b>

    Эч бирин тандабасаңыз, баары көрсөтүлөт.
hours-screen = <b>Жаңылыктар качан жөнөтүлсүн</b>

    Азыр: { $hours }. Бир нече саатты тандасаңыз болот.
    Убакыт алкагы: { $city } ({ $clock }).
hours-at-least-one = Жок дегенде бир саат керек. Токтотуу үчүн: /stop
weekdays-screen = <b>Апта күндөрү</b>

    Жаңылыктар жөнөтүлө турган күндөр.
weekdays-at-least-one = Жок дегенде бир күн керек. Токтотуу үчүн: /stop
zone-screen = <b>Убакыт алкагы</b>

    { $city } ({ $clock }). Шаарыңыз тизмеде жок болсо, атын жазыңыз: /city Варшава. Азыркы убактыңызды жазсаңыз да болот: /city 14:05. Же турган жериңизди жөнөтүңүз (📎): андан убакыт алкагын гана билем, жердин өзүн сактабайм.
zone-not-found = «{ $name }» деген шаар менин тизмемде жок. Убактысы ошондой башка шаарды тандаңыз.
zone-change = 📍 Башка шаар
quiet-none = <b>Тынч сааттар</b>

    Белгиленген эмес. Тынч сааттарда билдирүүлөр үнсүз келет же кийинки чыгарылышка калтырылат.
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

    Чыгарылыштарды канча күнгө токтотоюн? Андан кийин өзүнөн-өзү уланат.
pause-until = ⏸ Тыныгуу. Чыгарылыштар { $date } күнү кайра башталат.
pause-days = { $count } күн
pause-end-button = Тыныгууну бүтүрүү
pause-undo-button = ↩️ Жокко чыгаруу
pause-undone = Тыныгуу жокко чыгарылды.
follows-none = <b>Көз салынган сөздөр</b>

    Азырынча жок. Мисалы, мындай жазыңыз: /follow Жибек Жолу — ушул сөздөр бар жаңылыктардын бири да көз жаздымда калбайт.
follows-screen = <b>Көз салынган сөздөр: { $count }</b>

    ✖️ — тизмеден алып салат, «Дароо» — чыгарылышты күтпөй жөнөтөт. Кошуу: /follow сөздөр
follow-added = «{ $words }» дегенге көз салам: мындай жаңылыктар чыгарылышта өзүнчө турат.
follow-needs-start = Чыгарылыштар келиши үчүн /start басыңыз
follow-at-once-button = Дароо
follows-all-button = Көз салынган бардык сөздөр
follow-error-many = Эң көп дегенде { $count } сөзгө көз салууга болот. Ашыгын алып салыңыз: /follow
follow-error-gone = Буга мындан ары көз салынбайт.
follow-error-empty = Эмнеге көз салууну түшүнбөдүм. Сөз же ысым жазыңыз, мисалы: /follow Жибек Жолу
mutes-none = <b>Жашырылгандар</b>

    Азырынча эч нерсе жок. Сөздү же басылманын атын жазыңыз, мисалы: /mute жылдызнаама — мындай жаңылыктарды жөнөтпөйм.
mutes-screen = <b>Жашырылгандар: { $count }</b>

    Кайра көрсөтүү үчүн басыңыз. Кошуу: /mute сөз же басылма
mute-added-words = «{ $text }» деген сөз бар жаңылыктар мындан ары жөнөтүлбөйт.
mute-added-source = «{ $text }» басылмасынын жаңылыктары мындан ары көрсөтүлбөйт.
mutes-all-button = Бардык жашырылгандар
tastes-none = <b>Каалоолор</b>

    Азырынча жок. Чыгарылыштын же кабардын астындагы 👍 же 👎 басыңыз: мындай кабарлар жогору же төмөн турат.
tastes-screen = <b>Каалоолор: { $count }</b>

    Бул тема менен басылмалардын кабарлары жогору (▲) же төмөн (▼) турат, бирок эч нерсе жоголбойт. Алып салуу үчүн басыңыз.
tastes-reset-button = Баарын тазалоо
settings-look-button = Чыгарылыштын түрү
look-screen = <b>Чыгарылыш кандай көрүнөт</b>

    Кадимки: аталышы жана ачып окула турган кыскача мазмуну. Кыска: бир сүйлөм. Аталыштар: башка эч нерсе жок. Сүрөт — башкы кабардын өз барагындагы сүрөт.
look-normal-button = Кадимки
look-short-button = Кыска
look-headlines-button = Аталыштар
look-picture-button = Башкы кабардын сүрөтү
zone-clock-button = 🕐 Азыркы убакыт боюнча
clock-screen = <b>Сизде азыр саат канча?</b>
settings-groups-button = 📣 Каналдар жана топтор
