addfeed-usage = Lenta, sayt yoki kanal manzilini yozing, birdaniga bir nechtasi ham boʻladi: /addfeed https://example.org/rss @name
addfeed-already = Bu allaqachon bor: <b>{ $title }</b>
    { $url }
addfeed-choices = Bu manzilda lenta emas, sahifa turibdi. Uning lentalari quyidagilar, tanlang:
addfeed-rejected = Qoʻshilmadi. { $reason }
feeds-title = <b>Lentalar va kanallar: { $count } ta</b>, ishlayotgani { $healthy } ta · { $page }-sahifa, jami { $pages }
feeds-none = Hozircha lenta ham, kanal ham yoʻq. Qoʻshish: /addfeed manzil
feeds-never = Hali biror marta oʻqilmagan
feeds-success = Oxirgi marta oʻqilgan: { $age }
feeds-counts = Oxirgi hujjat: oʻqilgani { $read } ta; yangisi { $new } ta (arxivga { $archived } ta), oʻzgargani { $edited } ta, avvalgisi { $known } ta.
feeds-left-out = Yoʻqotilgani: { $reasons }
feeds-teasers = Lenta maqolalarning faqat boshini beradi. Toʻliq oʻqish uchun, terminalda: <code>{ $command }</code>
feeds-given-up = Oʻqib boʻlmagan maqolalar: { $count } ta
left-out-no-words = soʻzsiz { $count } ta
left-out-repeated = takroriy { $count } ta
left-out-beyond-limit = oʻqish chegarasidan eskisi { $count } ta
left-out-bad-link = havolasi yaroqsiz { $count } ta
left-out-shared-guid = guid umumiy { $count } ta
left-out-undated = sanasiz { $count } ta
left-out-bad-date = sanasi tushunarsiz { $count } ta
left-out-over-budget = kunlik chegaradan ortiq { $count } ta
removefeed-usage = Bunday lenta yoki kanal yoʻq. /feeds roʻyxatidagi raqamini yoki manzilini yozing: /removefeed 12
removefeed-question = <b>{ $title }</b> endi oʻqilmasinmi?
    { $url }

    Shu paytgacha olingan yangiliklar qoladi.
removefeed-yes-button = Ha, olib tashlansin
removefeed-done = Olib tashlandi: «{ $title }».
opml-plan = Faylda { $count } ta yangi lenta bor.
opml-done = { $count } ta lenta qoʻshildi.
opml-known = Allaqachon bor: { $known }. Faylda takrorlangani: { $duplicates }.
opml-refused = Toʻgʻri kelmagani: { $count }
opml-refused-line = { $line }-qator: { $what }. { $reason }
opml-refused-more = … va yana { $count } ta qator
opml-confirm = Hozircha hech narsa oʻzgarmadi.
feeds-none-so = Bunday lenta yoki kanal yoʻq.
feed-about = Nashr: { $source }
    Mamlakati: { $country } · tili: { $language } · turi: { $outlet }
    Maqolalar toʻliq: { $full }
feed-paused = ⏸ Oʻqish toʻxtatib turilibdi.
feed-unknown = koʻrsatilmagan
feed-gap = Yangisi taxminan { $hours } soatda bir chiqadi
feed-next = Keyingi oʻqish: { $time }
feed-pause-button = ⏸ Toʻxtatib turish
feed-resume-button = ▶️ Yana oʻqish
feed-due-button = 🔄 Hozir oʻqish
feed-title-button = ✏️ Nomi
feed-source-button = ✏️ Nashr
feed-country-button = Mamlakati
feed-language-button = Tili
feed-outlet-button = Turi
feed-full-button = Toʻliq maqolalar
feed-remove-button = 🗑 Olib tashlash
feed-list-button = ← Barcha lentalar
feed-none-button = Koʻrsatmaslik
feed-ask-title = Shu xabarga «{ $title }» lentasining yangi nomini yozib javob bering.
feed-ask-source = Shu xabarga nashrning oʻquvchilar koʻradigan nomini yozib javob bering. Hozir: «{ $title }».
feed-restored = Qaytarildi: «{ $title }».
feed-open-button = Lentani ochish
