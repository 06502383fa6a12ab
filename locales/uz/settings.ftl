settings-title = <b>Sozlamalar</b>
settings-digests = 🕗 Yuborish vaqti: { $hours }; { $days }
settings-zone = 📍 { $city } ({ $clock })
settings-topics = 🗂 Mavzular: { $topics }
settings-countries = 🌏 Mamlakatlar: { $countries }
settings-languages = 📖 Yangilik tillari: { $languages }
settings-breaking-line = ⚡️ Shoshilinch xabarlar: { $state }
settings-stopped = Yuborish toʻxtatilgan.
settings-new = Yangiliklar kela boshlashi uchun «Tayyor» tugmasini bosing.
settings-topics-button = Mavzular
settings-countries-button = Mamlakatlar
settings-languages-button = Yangilik tillari
settings-hours-button = Soatlar
settings-weekdays-button = Hafta kunlari
settings-zone-button = Vaqt mintaqasi
settings-quiet-button = Sokin soatlar
settings-breaking-button = Shoshilinch xabarlar
settings-follows-button = Kuzatuvlar
settings-mutes-button = Yashirilganlar
settings-pause-button = Tanaffus
settings-locale-button = Bot tili
state-on = ha
state-off = yoʻq
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

    Shu tillarning kamida bittasida yozilgan yangiliklar koʻrsatiladi. Hech biri tanlanmasa, hammasi koʻrsatiladi.
countries-screen = <b>Mamlakatlar</b>

    Yangilik qaysi mamlakat haqida. Hech biri tanlanmasa, hammasi koʻrsatiladi.
topics-screen = <b>Mavzular</b>

    Hech biri tanlanmasa, hammasi koʻrsatiladi.
hours-screen = <b>Yangiliklar qachon yuborilsin</b>

    Hozir: { $hours }. Bir nechta soatni tanlash mumkin.
    Vaqt mintaqasi: { $city } ({ $clock }).
hours-at-least-one = Kamida bitta soat kerak. Toʻxtatish uchun: /stop
weekdays-screen = <b>Hafta kunlari</b>

    Yangiliklar yuboriladigan kunlar.
weekdays-at-least-one = Kamida bitta kun kerak. Toʻxtatish uchun: /stop
zone-screen = <b>Vaqt mintaqasi</b>

    Hozir: { $city } ({ $clock }). Shahringiz roʻyxatda boʻlmasa, masalan, shunday yozing: /city Varshava
zone-not-found = «{ $name }» degan shahar roʻyxatimda yoʻq. Vaqti xuddi shunday boshqa shaharni tanlang.
zone-change = 📍 Boshqa shahar
quiet-none = <b>Sokin soatlar</b>

    Belgilanmagan. Sokin soatlarda xabarlar ovozsiz keladi yoki keyingi songa qoldiriladi.
quiet-silent = <b>Sokin soatlar: { $start } – { $end }</b>

    Bu vaqtda xabarlar ovozsiz keladi.
quiet-hold = <b>Sokin soatlar: { $start } – { $end }</b>

    Bu vaqtda hech narsa kelmaydi: yangiliklar keyingi songa kiradi.
quiet-silent-button = Ovozsiz
quiet-hold-button = Keyinga qoldirish
quiet-off-button = Sokin soatlarni olib tashlash
breaking-screen = <b>Shoshilinch xabarlar</b>

    Bir voqea haqida qisqa vaqt ichida bir necha nashr yozsa, navbatdagi sonni kutmay, darhol xabar beraman.
breaking-button = Shoshilinch xabarlar yuborilsin
breaking-quiet-button = Sokin soatlarda ham
pause-none = <b>Tanaffus</b>

    Necha kunga toʻxtatay? Keyin oʻzi davom etadi.
pause-until = ⏸ Tanaffus. Yangiliklar { $date } kuni yana yuboriladi.
pause-days = { $count } kun
pause-end-button = Tanaffusni tugatish
follows-none = <b>Kuzatuvlar</b>

    Hozircha yoʻq. Masalan, shunday yozing: /follow Ipak yoʻli — shu soʻzlar uchragan birorta ham xabar eʼtibordan chetda qolmaydi.
follows-screen = <b>Kuzatuvlar: { $count }</b>

    ✖️ — olib tashlaydi, «Darhol» — navbatdagi sonni kutmay yuboradi. Qoʻshish: /follow soʻzlar
follow-added = «{ $words }» kuzatuvga olindi: bunday xabarlar alohida boʻlimda keladi.
follow-needs-start = Yangiliklar kelishi uchun sozlashni yakunlang: /start
follow-at-once-button = Darhol
follows-all-button = Barcha kuzatuvlar
follow-error-many = Kuzatuvlar soni { $count } tadan oshmasligi kerak. Keraksizini olib tashlang: /follow
follow-error-gone = Bu kuzatuv oʻchirilgan.
mutes-none = <b>Yashirilganlar</b>

    Hozircha hech narsa yoʻq. Soʻz yoki nashr nomini yozing, masalan: /mute munajjimlar bashorati — bunday xabarlar sizga yuborilmaydi.
mutes-screen = <b>Yashirilganlar: { $count }</b>

    Yana koʻrsatish uchun bosing. Qoʻshish: /mute soʻz yoki nashr
mute-added-words = «{ $text }» soʻzi bor xabarlar endi koʻrsatilmaydi.
mute-added-source = «{ $text }» nashrining xabarlari endi koʻrsatilmaydi.
mutes-all-button = Barcha yashirilganlar
