start-locale = <b>Assalomu alaykum! Men Jarchiman.</b>

    Markaziy Osiyo yangiliklarini oʻqib, eng muhimini siz tanlagan soatda yuboraman: qisqa va manbalariga havola bilan.

    Qaysi tilda gaplashamiz?
start-languages = <b>Yangiliklarni qaysi tillarda oʻqiysiz?</b>

    Bir nechtasini tanlash mumkin. Hech birini tanlamasangiz, hammasi koʻrsatiladi.
start-countries = <b>Qaysi mamlakatlarning yangiliklari kerak?</b>

    Bir nechtasini tanlash mumkin. Hech birini tanlamasangiz, hammasi koʻrsatiladi.
start-topics = <b>Sizni qaysi mavzular qiziqtiradi?</b>

    Bir nechtasini tanlash mumkin. Hech birini tanlamasangiz, hammasi koʻrsatiladi.
start-hours = <b>Yangiliklarni soat nechada yuboray?</b>

    Vaqt mintaqasi: { $city } ({ $clock }). Boshqa shaharni tugma orqali tanlang yoki nomini yozing.
start-done = Tayyor. Mana, soʻnggi bir sutkaning eng muhim xabarlari.
start-back = Yana xush kelibsiz! Tanlaganlaringizning hammasi saqlanib turibdi.
next-digest = Keyingi son: { $date }, { $time }.
next-digest-none = Yuborish soati tanlanmagan: /settings boʻlimiga qarang.
stop-done = Endi hech narsa yubormayman. Tanlovingiz saqlandi, bitta tugma bilan qaytishingiz mumkin.
stop-nothing = Hozircha sizga hech narsa yubormayapman. Boshlash uchun: /start
resume-button = Yana yuborilsin
resume-done = Yangiliklar yana yuboriladi.
delete-question = <b>Siz haqingizda saqlangan hamma narsani oʻchiraymi?</b>

    Mavzular, soatlar, kuzatuvlar va yuborilgan sonlar tarixini qaytarib boʻlmaydi.
delete-yes-button = Ha, oʻchirilsin
delete-no-button = Yoʻq, qolsin
delete-kept = Hammasi avvalgidek qoldi.
delete-done = Oʻchirildi. Bu chat haqida menda hech narsa qolmadi. Fikringiz oʻzgarsa: /start
settings-button = ⚙️ Sozlamalar
button-next = Davom etish →
button-back = ← Orqaga
button-done = ✔️ Tayyor
button-old = Bu tugma eskirgan, mana hozirgi sahifa.
group-welcome = Assalomu alaykum! Men Markaziy Osiyoning eng muhim yangiliklarini yuboraman. Guruh administratori hammasini /start buyrugʻi bilan sozlashi mumkin.
group-admins-only = Bu yerda sozlamalarni faqat administratorlar oʻzgartira oladi.
