start-locale = <b>Assalomu alaykum! Men Jarchiman.</b>

    Markaziy Osiyo yangiliklarini oʻqib, eng muhimini siz tanlagan soatda yuboraman: qisqa va manbalariga havola bilan.

    Birinchi dayjest bitta tugmada. Tilni shu yerda, qolganini istagan paytda tanlaysiz.
start-languages = <b>Yangiliklarni qaysi tillarda oʻqiysiz?</b>

    Bir nechtasini tanlash mumkin. Hech birini tanlamasangiz, hammasi koʻrsatiladi.
start-countries = <b>Qaysi mamlakatlarning yangiliklari kerak?</b>

    Bir nechtasini tanlash mumkin. Hech birini tanlamasangiz, hammasi koʻrsatiladi.
start-topics = <b>Sizni qaysi mavzular qiziqtiradi?</b>

    Bir nechtasini tanlash mumkin. Hech birini tanlamasangiz, hammasi koʻrsatiladi.
start-hours = <b>Yangiliklarni soat nechada yuboray?</b>

    Vaqt mintaqasi: { $city } ({ $clock }). Boshqa shaharni tugma orqali tanlang yoki shunchaki nomini yozing.
start-done = Tayyor. Mana, soʻnggi 24 soatning eng muhim yangiliklari.
start-back = Qaytganingizdan xursandman! Tanlaganlaringizning hammasi saqlanib turibdi.
next-digest = Keyingi dayjest: { $date }, { $time }.
next-digest-none = Dayjest soati tanlanmagan: /settings boʻlimiga qarang.
stop-done = Endi hech narsa yubormayman. Tanlovingiz saqlandi, bitta tugma bilan qaytishingiz mumkin.
stop-nothing = Hozircha hech narsa yubormayapman. Boshlash uchun: /start
resume-button = Yana yuborilsin
resume-done = Yangiliklarni yana yubora boshlayman.
delete-question = <b>Shu chat haqida saqlangan hamma narsani oʻchiraymi?</b>

    Mavzular, soatlar, kuzatuvdagi soʻzlar va dayjestlar tarixini qaytarib boʻlmaydi.
delete-yes-button = Ha, oʻchirilsin
delete-no-button = Yoʻq, qolsin
delete-kept = Hammasi avvalgidek qoldi.
delete-done = Hammasi oʻchirildi: bu chat haqida menda hech narsa qolmadi. Fikringiz oʻzgarsa: /start
settings-button = ⚙️ Sozlamalar
button-next = Davom etish →
button-back = ← Orqaga
button-done = ✔️ Tayyor
button-old = Bu tugma eskirib qolibdi. Hozirgi koʻrinishi mana bunday.
group-topic-lost = Bu tugma guruhning qaysi mavzusiga tegishli ekani endi koʻrinmayapti. Kerakli mavzuda /settings deb yozing.
group-welcome = Assalomu alaykum! Men Markaziy Osiyoning eng muhim yangiliklarini yuboraman. Guruh administratori hammasini /start buyrugʻi bilan sozlashi mumkin.
group-admins-only = Bu yerda sozlamalarni faqat administratorlar oʻzgartira oladi.
start-now-button = ▶️ Yangiliklarni koʻrsatish
start-choose-button = ⚙️ Avval tanlash
start-wider-languages = Tanlangan tillarda 24 soat ichida hech narsa topilmadi, shuning uchun barcha tillardagi yangiliklarni koʻrsataman.
start-wider-countries = Tanlangan mamlakatlar haqida 24 soat ichida hech narsa topilmadi, shuning uchun barcha mamlakatlar haqidagi, barcha tillardagi yangiliklarni koʻrsataman.
start-wider-button = Shunday qolsin
start-widened = Tayyor: endi dayjestlarda ham shunday boʻladi.
start-begin = Shunday yangiliklarni har kuni yuborib turaymi? Bitta tugma bilan boshlang.
