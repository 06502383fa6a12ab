settings-title = <b>Sozlamalar</b>
settings-digests = 🕗 Dayjestlar: { $hours }; { $days }
settings-zone = 📍 { $city } ({ $clock })
settings-topics = 🗂 Mavzular: { $topics }
settings-countries = 🌏 Mamlakatlar: { $countries }
settings-languages = 📖 Yangilik tillari: { $languages }
settings-breaking-line = ⚡️ Shoshilinch xabarlar: { $state }
settings-stopped = Dayjestlar toʻxtatilgan.
settings-new = Dayjestlar kela boshlashi uchun “Tayyor” tugmasini bosing.
settings-topics-button = Mavzular
settings-countries-button = Mamlakatlar
settings-languages-button = Yangilik tillari
settings-hours-button = Dayjest soati
settings-weekdays-button = Hafta kunlari
settings-zone-button = Vaqt mintaqasi
settings-quiet-button = Sokin soatlar
settings-breaking-button = Shoshilinch xabarlar
settings-follows-button = Kuzatuvdagi soʻzlar
settings-mutes-button = Yashirilganlar
settings-tastes-button = Istaklar
settings-pause-button = Tanaffus
settings-locale-button = Bot tili
state-on = yuboriladi
state-off = yuborilmaydi
all-of-them = hammasi
every-day = har kuni
country-kg = Qirgʻiziston
country-kz = Qozogʻiston
country-uz = Oʻzbekiston
country-tj = Tojikiston
country-tm = Turkmaniston
country-world = Dunyo
locale-screen = <b>Bot tili</b>
languages-screen = <b>Yangilik tillari</b>

    Tanlangan tillarning kamida bittasida yozilgan yangiliklar koʻrsatiladi. Hech birini tanlamasangiz, hammasi koʻrsatiladi.

    Izlash va kuzatish boshqa tillarda yozilganini ham topadi; pastdagi tugma buni oʻchiradi.
languages-elsewhere-button = Boshqa tillarda ham izlash
countries-screen = <b>Mamlakatlar</b>

    Qaysi mamlakatlar haqida yangilik kerak. Hech birini tanlamasangiz, hammasi koʻrsatiladi.
topics-screen = <b>Mavzular</b>

    Hech birini tanlamasangiz, hammasi koʻrsatiladi.
hours-screen = <b>Yangiliklar qachon yuborilsin</b>

    Hozir: { $hours }. Bir nechta soatni tanlash mumkin.
    Vaqt mintaqasi: { $city } ({ $clock }).
hours-at-least-one = Kamida bitta soat kerak. Toʻxtatish uchun: /stop
weekdays-screen = <b>Hafta kunlari</b>

    Yangiliklar yuboriladigan kunlar.
weekdays-at-least-one = Kamida bitta kun kerak. Toʻxtatish uchun: /stop
zone-screen = <b>Vaqt mintaqasi</b>

    { $city } ({ $clock }). Shahringiz roʻyxatda boʻlmasa, nomini yozing: /city Varshava. Hozirgi vaqtingizni yozsangiz ham boʻladi: /city 14:05. Yoki turgan joyingizni yuboring (📎): undan faqat vaqt mintaqasini bilib olaman, joyning oʻzini saqlamayman.
zone-not-found = “{ $name }” degan shahar roʻyxatimda yoʻq. Vaqti xuddi shunday boshqa shaharni tanlang.
zone-change = 📍 Boshqa shahar
quiet-none = <b>Sokin soatlar</b>

    Belgilanmagan. Sokin soatlarda xabarlar ovozsiz keladi yoki keyingi dayjestga qoldiriladi.
quiet-silent = <b>Sokin soatlar: { $start } – { $end }</b>

    Bu vaqtda xabarlar ovozsiz keladi.
quiet-hold = <b>Sokin soatlar: { $start } – { $end }</b>

    Bu vaqtda hech narsa kelmaydi: yangiliklar keyingi dayjestga kiradi.
quiet-silent-button = Ovozsiz
quiet-hold-button = Keyinga qoldirish
quiet-off-button = Sokin soatlarni olib tashlash
breaking-screen = <b>Shoshilinch xabarlar</b>

    Bir voqea haqida qisqa vaqt ichida bir necha nashr yozsa, dayjestni kutmay, darhol xabar beraman.
breaking-button = Shoshilinch xabar yuborilsin
breaking-quiet-button = Sokin soatlarda ham
pause-none = <b>Tanaffus</b>

    Dayjestlarni necha kunga toʻxtatay? Keyin oʻz-oʻzidan davom etadi.
pause-until = ⏸ Tanaffus. Dayjestlar { $date } kuni yana boshlanadi.
pause-days = { $count } kun
pause-end-button = Tanaffusni tugatish
pause-undo-button = ↩️ Bekor qilish
pause-undone = Tanaffus bekor qilindi.
follows-none = <b>Kuzatuvdagi soʻzlar</b>

    Hozircha yoʻq. Masalan, shunday yozing: /follow Ipak yoʻli — shu soʻzlar uchragan birorta ham yangilik eʼtibordan chetda qolmaydi.
follows-screen = <b>Kuzatuvdagi soʻzlar: { $count }</b>

    ✖️ — roʻyxatdan olib tashlaydi, “Darhol” — dayjestni kutmay yuboradi. Qoʻshish: /follow soʻzlar
follow-added = “{ $words }” kuzatuvga olindi: bunday yangiliklar dayjestda alohida turadi.
follow-needs-start = Dayjestlar kelishi uchun /start ni bosing
follow-at-once-button = Darhol
follows-all-button = Kuzatuvdagi barcha soʻzlar
follow-error-many = Koʻpi bilan { $count } ta soʻzni kuzatish mumkin. Ortiqchasini olib tashlang: /follow
follow-error-gone = Bu endi kuzatuvda emas.
follow-error-empty = Nimani kuzatishni tushunmadim. Soʻz yoki ism yozing, masalan: /follow Ipak yoʻli
mutes-none = <b>Yashirilganlar</b>

    Hozircha hech narsa yoʻq. Soʻz yoki nashr nomini yozing, masalan: /mute munajjimlar bashorati — bunday yangiliklarni yubormayman.
mutes-screen = <b>Yashirilganlar: { $count }</b>

    Yana koʻrsatish uchun bosing. Qoʻshish: /mute soʻz yoki nashr
mute-added-words = “{ $text }” soʻzi bor yangiliklar endi yuborilmaydi.
mute-added-source = “{ $text }” nashrining yangiliklari endi koʻrsatilmaydi.
mutes-all-button = Barcha yashirilganlar
tastes-none = <b>Istaklar</b>

    Hozircha yoʻq. Dayjest yoki yangilik ostidagi 👍 yoki 👎 ni bosing: bunday yangiliklar yuqoriroq yoki pastroq turadi.
tastes-screen = <b>Istaklar: { $count }</b>

    Bu mavzu va nashrlarning yangiliklari yuqoriroq (▲) yoki pastroq (▼) turadi, lekin hech narsa yoʻqolmaydi. Olib tashlash uchun bosing.
tastes-reset-button = Hammasini tozalash
settings-look-button = Dayjest koʻrinishi
look-screen = <b>Dayjest qanday koʻrinadi</b>

    Odatiy: sarlavha va ochib oʻqiladigan qisqacha mazmun. Qisqa: bitta gap. Sarlavhalar: boshqa hech narsa. Rasm — asosiy yangilikning oʻz sahifasidagi rasm.
look-normal-button = Odatiy
look-short-button = Qisqa
look-headlines-button = Sarlavhalar
look-picture-button = Asosiy yangilik rasmi
zone-clock-button = 🕐 Hozirgi vaqt boʻyicha
clock-screen = <b>Sizda hozir soat necha?</b>
settings-groups-button = 📣 Kanallar va guruhlar
