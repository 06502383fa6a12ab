command-digest = mavzularingiz boʻyicha soʻnggi 24 soat yangiliklari
command-latest = eng soʻnggi yangiliklar; mavzu yoki soʻz qoʻshish mumkin
command-week = soʻnggi yetti kunning asosiy voqealari
command-search = yangiliklarni soʻz boʻyicha izlash
command-topics = mavzularni tanlash
command-settings = tillar, mamlakatlar, soatlar va qolgani
command-follow = soʻz yoki ismni kuzatish
command-mute = soʻz yoki nashrni yashirish
command-saved = siz saqlagan yangiliklar
command-following = davomini kuzatayotgan yangiliklaringiz
command-city = shahar boʻyicha vaqt mintaqasi
command-suggest = nashr yoki kanal taklif qilish
command-stop = yuborishni toʻxtatish
command-help = nimalar qila olaman
command-privacy = siz haqingizda nimani saqlayman
command-export = siz haqingizda saqlaganlarimning hammasi bitta faylda
command-deleteme = siz haqingizda saqlangan hamma narsani oʻchirish
command-addfeed = lenta yoki kanalni manzili boʻyicha qoʻshish
command-feeds = lentalar, kanallar va ularning holati
command-removefeed = lenta yoki kanalni olib tashlash
help-intro = <b>Jarchi Markaziy Osiyo yangiliklarini oʻqib, eng muhimini yuboradi.</b>

    Bir voqea haqida bir necha nashr yozsa, bu bitta yangilik hisoblanadi. ↻ — avval koʻrgan yangiligingizda yangi maʼlumot bor. Har bir gap havolasi berilgan maqolalardan biridan olingan, oʻzimdan hech narsa qoʻshmayman.
help-search = Yangilik izlash uchun menga soʻzlarni yozsangiz kifoya, buyruq shart emas.
help-newsroom = <b>Tahririyat uchun</b>
privacy = <b>Nimani saqlayman</b>

    • shu chat raqamini va u birinchi marta sozlangan kunni;
    • tanlovingizni: tillar, mamlakatlar, mavzular, soatlar, vaqt mintaqasi, kuzatuvdagi soʻzlar, yashirilganlar;
    • siz saqlagan yoki davomini kuzatayotgan yangiliklarni hamda 👍 va 👎 belgilaringizni;
    • takrorlamaslik uchun soʻnggi 8 kunda qaysi yangiliklarni koʻrganingizni;
    • tahririyatga taklif qilgan manzillaringizni — u koʻrib chiqquncha, lekin 30 kundan oshmaydi;
    • guruh va kanallarda — meni sozlagan odamning raqamini.

    <b>Nimani saqlamayman</b>

    Ismlarni, telefon raqamlarini, turgan joyingizni va xabarlaringizni: soʻraganingiz javob berilishi bilan unutiladi.

    Hammasi bitta faylda: /export
    Hammasini oʻchirish: /deleteme
unknown-command = Bunday buyruqni bilmayman. Nimalar qila olaman: /help
unknown-kind = Men faqat matnni tushunaman. Nimani izlashni yozing yoki /help buyrugʻiga qarang.
export-caption = Shu chat haqida saqlaganlarimning hammasi shu yerda. Oʻchirish: /deleteme
command-audit = kim, nimani, qachon oʻzgartirgan
command-team = tahririyat: kim nima qila oladi
command-groups = kanallaringiz va guruhlaringiz
