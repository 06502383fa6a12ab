error-unexpected = Xatolik yuz berdi, ayb menda. Iltimos, birozdan keyin yana urinib koʻring.
error-too-fast = Juda tez boʻlib ketdi: iltimos, bir daqiqa kuting.
storage-damaged = Maʼlumotlar bazasi shikastlangan. Iltimos, bot egasiga xabar bering.
storage-older = Maʼlumotlar bazasi botning bu versiyasidan eskiroq. Iltimos, bot egasiga xabar bering.
storage-newer = Maʼlumotlar bazasi botning bu versiyasidan yangiroq. Iltimos, bot egasiga xabar bering.
storage-absent = Maʼlumotlar bazasi topilmadi. Iltimos, bot egasiga xabar bering.
storage-foreign = Bu boshqa dasturning maʼlumotlar bazasi. Iltimos, bot egasiga xabar bering.
storage-interrupted = Bot toʻxtayapti, saqlab boʻlmadi. Iltimos, birozdan keyin urinib koʻring.
storage-full = Serverda joy tugadi, saqlab boʻlmadi. Iltimos, keyinroq urinib koʻring.
storage-unwritable = Bot maʼlumotlar bazasiga yoza olmayapti. Iltimos, bot egasiga xabar bering.
storage-refused = Bot hozir maʼlumotlar bazasiga ulana olmayapti. Iltimos, bir daqiqadan soʻng urinib koʻring.
storage-held = Maʼlumotlar bazasidan boshqa dastur foydalanmoqda. Iltimos, bot egasiga xabar bering.
storage-itself = Bu maʼlumotlar bazasining oʻzi: boshqa fayl nomini yozing.
feed-error-address = Bu manzilga oʻxshamaydi.
feed-error-scheme = Faqat http:// yoki https:// bilan boshlanadigan manzillar qabul qilinadi.
feed-error-credentials = Ichida paroli bor manzil qabul qilinmaydi: foydalanuvchi nomi va parolni olib tashlang.
feed-error-private-address = Bu manzil ichki tarmoqqa olib boradi, men u yerga kirmayman.
feed-error-no-such-host = Bunday nomli sayt yoʻq.
feed-error-connect = Serverga ulanib boʻlmadi.
feed-error-proxy = Sozlamalarda “{ $name }” degan proksi yoʻq (HTTP_PROXIES).
feed-error-timeout = Server oʻz vaqtida javob bermadi.
feed-error-slow = Server maʼlumotni juda sekin beryapti.
feed-error-tls = Xavfsiz aloqa oʻrnatilmadi: sertifikati joyida emas.
feed-error-bad-http = Serverning javobi HTTP qoidalariga mos emas.
feed-error-cut-short = Javob yarmida uzilib qoldi.
feed-error-compression = Javob notoʻgʻri siqilgan, uni ochib boʻlmaydi.
feed-error-too-large = Javob { $mebibytes } MB dan katta.
feed-error-empty = Boʻsh javob keldi.
feed-error-overlong = Lentani oʻqish juda koʻp vaqt oladi.
feed-error-internal = Lentani oʻqib boʻlmadi: xato bizda.
feed-error-workers = Lentani oʻqib boʻlmadi: oʻzimizning oʻqish jarayonlari ishlamay qolgan edi. Tez orada qayta urinamiz.
feed-error-broken = Lenta buzilgan, uni oʻqib boʻlmaydi.
feed-error-not-a-feed = Bu manzilda RSS yoki Atom lentasi yoʻq.
feed-error-html = Bu manzilda lenta emas, oddiy sahifa turibdi.
feed-error-sitemap = Bu lenta emas, sayt xaritasi.
feed-error-gone = Lenta endi yoʻq: server u butunlay oʻchirilgan deyapti.
feed-error-not-found = Bu manzilda hech narsa yoʻq (404).
feed-error-forbidden = { $status ->
    [401] Server nom va parol soʻrayapti (401).
    [402] Server toʻlov soʻrayapti (402).
    [407] Yoʻldagi proksi nom va parol soʻrayapti (407).
    [451] Serverga buni koʻrsatish qonun bilan taqiqlangan (451).
   *[403] Server bizni kiritmayapti ({ $status }).
}
feed-error-server = Serverda xato bor ({ $status }).
feed-error-status = Server kutilmagan { $status } kodini qaytardi.
feed-error-rate-limited = Server kamroq murojaat qilishni soʻrayapti.
feed-error-redirect = Server yaroqsiz manzilga yuboryapti.
feed-error-redirects = Ketma-ket { $limit } martadan koʻp boshqa manzilga yuborildi.
feed-error-unasked-304 = Biz soʻramagan boʻlsak ham, server “oʻzgarmagan” deb javob berdi.
feed-error-over-budget = Lenta kuniga { $limit } tadan koʻp yangi maqola yoki juda uzun matnlar keltiryapti; hozir olinmagani: { $count } ta.
feed-error-edits-over-budget = Lentada kuniga { $limit } tadan koʻp oʻzgartirish bor yoki ular juda uzun; hozir olinmagani: { $count } ta.
feed-error-stale = { $days } kundan beri yangi hech narsa yoʻq.
feed-error-opml-broken = OPML fayli oʻqilmayapti.
feed-error-opml-empty = OPML faylida bitta ham lenta yoʻq.
feed-error-opml-too-large = OPML fayli juda katta.
feed-error-opml-line = Bu qator oʻqilmayapti.
feed-error-opml-no-address = Bu qatorda lenta manzili yoʻq.
feed-error-opml-cut = Fayl shu yerda uzilib qolgan, davomi yoʻq.
