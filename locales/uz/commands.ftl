command-digest = mavzularingiz boʻyicha bir sutkaning eng muhimi
command-latest = soʻnggi xabarlar; mavzu yoki soʻz qoʻshish mumkin
command-search = yangiliklarni soʻz boʻyicha izlash
command-topics = mavzularni tanlash
command-settings = tillar, mamlakatlar, soatlar va qolgani
command-follow = soʻz yoki ismni kuzatish
command-mute = soʻz yoki nashrni yashirish
command-city = shahar boʻyicha vaqt mintaqasi
command-stop = yuborishni toʻxtatish
command-help = nimalar qila olaman
command-privacy = siz haqingizda nimani bilaman
command-deleteme = men haqimda hammasini oʻchirish
command-addfeed = manzili boʻyicha lenta qoʻshish
command-feeds = lentalar va ularning holati
command-removefeed = lentani olib tashlash
help-intro = <b>Jarchi Markaziy Osiyo yangiliklarini oʻqib, eng muhimini aytib beradi.</b>

    Bir voqea haqida bir necha nashr yozgani — bitta xabar. ↻ — avval koʻrgan xabaringiz boʻyicha yangi maʼlumot. Oʻzimdan hech narsa qoʻshmayman: har bir gap havoladagi maqoladan olingan.
help-search = Buyruqsiz yozilgan har qanday xabar — izlash.
help-newsroom = <b>Tahririyat uchun</b>
privacy = <b>Nimani saqlayman</b>

    Shu chat raqamini, tanlovingizni (tillar, mamlakatlar, mavzular, soatlar, kuzatuvlar, yashirilganlar) va takrorlamaslik uchun qaysi xabarlarni olganingizni.

    <b>Nimani saqlamayman</b>

    Ismlar, telefonlar, turgan joyingiz va xabarlaringizni. Soʻraganingiz javob berilishi bilan unutiladi.

    Hammasini oʻchirish: /deleteme
unknown-command = Bunday buyruqni bilmayman. Nimalar qila olaman: /help
unknown-kind = Men faqat matnni tushunaman. Nimani izlashni yozing yoki /help buyrugʻiga qarang.
