story-open-button = Batafsil
story-sources = <b>Nashrlar: { $count }</b>
story-sources-more = … yana { $count } ta maqola
story-gone = Bu yangilik endi yoʻq: maqolalari arxivdan oʻchirilgan.
story-share-button = ↗️ Ulashish
story-close-button = ✖️ Yopish
story-save-button = 🔖 Saqlash
story-follow-button = 🔔 Kuzatish
story-saved = Saqlandi. Saqlanganlarning hammasi: /saved
story-unsaved = Saqlanganlardan olib tashlandi.
story-followed = Davomini shu xabarga javob qilib yuboraman. Roʻyxat: /following
story-followed-new = Eslab qoldim. Davomi kelishi uchun /start ni bosing
story-unfollowed = Bu yangilikni endi kuzatmayman.
story-too-many = { $count } tadan ortiq sigʻmaydi. Keraksizini olib tashlang.
saved-screen = <b>Saqlanganlar: { $count }</b>
saved-none = <b>Saqlanganlar</b>

    Hozircha hech narsa yoʻq. Dayjest ostidagi raqam bilan yangilikni ochib, “🔖 Saqlash”ni bosing.
following-screen = <b>Davomi kuzatuvdagilar: { $count }</b>
following-none = <b>Davomi kuzatuvdagilar</b>

    Hozircha hech narsa yoʻq. Dayjest ostidagi raqam bilan yangilikni ochib, “🔔 Kuzatish”ni bosing. Soʻz va ismlar: /follow
taste-more = Hisobga olaman: bunday yangiliklar yuqoriroq turadi. Oʻzgartirish: /settings
taste-less = Hisobga olaman: bunday yangiliklar pastroq turadi. Oʻzgartirish: /settings
taste-most = Bundan ortigʻi boʻlmaydi: /settings orqali oʻzgartirish mumkin
story-affair = 🧭 <b>Voqealar rivoji</b>
story-differences = ⚖️ <b>Nashrlar turlicha yozgan maʼlumotlar</b>
difference-death = Halok boʻlganlar
difference-injured = Jabrlanganlar
difference-missing = Bedarak yoʻqolganlar
difference-rescue = Qutqarilganlar
difference-arrest = Ushlanganlar
difference-where = Qayerda
difference-when = Qachon
difference-hours = Vaqti
difference-amount = Raqamlar
difference-before = avvalroq: { $figures }
rating-more = Nima koʻproq boʻlsin?
rating-less = Nima kamroq boʻlsin? Bunday yangiliklar pastroq turadi, lekin yoʻqolmaydi.
story-related = 🔗 <b>Shu mavzuda</b>
