story-open-button = Муфассал
story-sources = <b>Нашрияҳо: { $count }</b>
story-sources-more = … боз { $count } мақола
story-gone = Ин хабар дигар нест: мақолаҳояш аз бойгонӣ нест карда шудаанд.
story-share-button = ↗️ Ба дӯстон
story-close-button = ✖️ Пӯшидан
story-save-button = 🔖 Нигоҳ доштан
story-follow-button = 🔔 Пайгирӣ
story-saved = Нигоҳ дошта шуд. Ҳамааш: /saved
story-unsaved = Аз рӯйхат гирифта шуд.
story-followed = Давомашро дар ҷавоб ба ҳамин паём мефиристам. Рӯйхат: /following
story-followed-new = Дар ёд гирифтам. Барои омадани давомаш /start-ро пахш кунед
story-unfollowed = Ин хабарро дигар пайгирӣ намекунам.
story-too-many = Аз { $count } бештар намеғунҷад. Лутфан, зиёдатиашро хориҷ кунед.
saved-screen = <b>Нигоҳдошта: { $count }</b>
saved-none = <b>Нигоҳдошта</b>

    Ҳоло чизе нест. Бо рақами зери гулчин хабарро кушоед ва «🔖 Нигоҳ доштан»-ро пахш кунед.
following-screen = <b>Пайгирии давом: { $count }</b>
following-none = <b>Пайгирии давом</b>

    Ҳоло чизе нест. Бо рақами зери гулчин хабарро кушоед ва «🔔 Пайгирӣ»-ро пахш кунед. Калима ва номҳо: /follow
taste-more = Ба назар мегирам: чунин хабарҳо болотар меоянд. Тағйир: /settings
taste-less = Ба назар мегирам: чунин хабарҳо поёнтар меоянд. Тағйир: /settings
taste-most = Аз ин зиёд намешавад: дар /settings тағйир додан мумкин
story-affair = 🧭 <b>Рафти воқеаҳо</b>
story-differences = ⚖️ <b>Он чи нашрияҳо гуногун навиштаанд</b>
difference-death = Ҷонбохтагон
difference-injured = Осебдидагон
difference-missing = Бедарак ғоибшудагон
difference-rescue = Наҷотёфтагон
difference-arrest = Дастгиршудагон
difference-where = Дар куҷо
difference-when = Кай
difference-hours = Вақт
difference-amount = Рақамҳо
difference-before = пештар: { $figures }
rating-more = Чӣ бештар бошад?
rating-less = Чӣ камтар бошад? Чунин хабарҳо поёнтар меоянд, вале гум намешаванд.
story-related = 🔗 <b>Дар ҳамин мавзӯъ</b>
