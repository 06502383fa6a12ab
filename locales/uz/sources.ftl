proposals-title = <b>Bu manzillardan topilgani: { $count } ta</b>
    Batafsil koʻrish uchun raqamini bosing.
proposals-list-button = ← Toʻliq roʻyxat
proposal-chosen-button = Buni qoʻshish
proposal-about = { $kind } · mamlakati: { $country } · tili: { $language }
proposal-feed = Lenta
proposal-channel = Kanal
proposal-gap-unknown = Yangisi qanchalik tez-tez chiqishi hozircha nomaʼlum
proposal-teasers = Maqolalarning faqat boshini beradi: toʻligʻini sahifalaridan oʻqiyman
proposal-whole = Maqolalarni toʻliq beradi
proposal-unsure = Maqolalar toʻliqmi, hozircha nomaʼlum
proposal-latest = Yozuvlar: { $count } ta. Oxirgilari:
proposal-empty = Hozircha yozuv yoʻq.
proposal-asks-country = ❓ Bu qaysi mamlakat nashri?
proposal-asks-language = ❓ U qaysi tilda yozadi?
addfeed-done = Qoʻshildi. Tez orada birinchi marta oʻqiyman.
addfeed-nothing = Hech narsa qoʻshilmadi.
addfeed-gone = Bu soʻrov bekor qilingan yoki eskirgan. Iltimos, qaytadan boshlang.
addfeed-add-one-button = ✔️ Qoʻshish
addfeed-add-button = ✔️ Qoʻshish: { $count } ta
addfeed-cancel-button = ✖️ Bekor qilish
feed-gap-minutes = Yangisi taxminan { $count } daqiqada bir chiqadi
feed-gap-days = Yangisi taxminan { $count } kunda bir chiqadi
feed-polls = Oxirgi oʻqishlar:
feed-polls-button = 🕓 Barcha oxirgi oʻqishlar
poll-nothing = yangi hech narsa yoʻq
poll-brought = yangisi { $new } ta, oʻzgargani { $edited } ta.
feed-polling = ⏳ «{ $title }» oʻqilmoqda…
feed-polled-just-now = U hozirgina oʻqildi. Bir daqiqadan keyin urinib koʻring.
feed-address-button = ✏️ Manzili
feed-ask-address = Shu xabarga «{ $title }» uchun yangi manzilni yozib javob bering. Hozir: { $url }
feed-move-question = «{ $title }» yangi manzildan oʻqilsinmi? Maqolalar va oʻqishlar tarixi saqlanadi. Avvalgi manzil: { $url }

    Yangi manzildan topilgani:
feed-move-button = ✔️ Oʻsha yerdan oʻqish
feed-moved = «{ $title }» endi shu manzildan oʻqiladi: { $url }
feed-moved-back = ↩️ Avvalgi manzil qaytarildi.
feed-move-refused = Manzil oʻzgarmadi. { $reason }
feed-error-address-taken = Bu manzil avval olib tashlangan lentaniki. Uni yana oʻqish uchun: /addfeed
opml-more = … va yana { $count } ta
opml-adding = ⏳ Lentalar qoʻshilmoqda: { $count } ta…
opml-read = Birinchi marta oʻqilgani: { $count } tadan { $read } ta. Oʻqib boʻlmagani: { $failed } ta.
opml-exported = Lentalar va kanallar: { $count } ta. Faylni lenta oʻqiydigan istalgan dastur ochadi.
opml-gone = Bu fayl Telegramda qolmagan. Iltimos, uni yana bir bor yuboring.
opml-export-button = ⬇️ Roʻyxat OPML faylida
suggested-button = 💡 Takliflar: { $count }
suggested-none = Oʻquvchilardan yangi taklif yoʻq.
suggested-title = <b>Oʻquvchilar takliflari: { $count } ta</b>
suggested-accept-button = { $place }. ✔️ Koʻrib chiqish
suggested-decline-button = { $place }. ✖️ Rad etish
suggest-usage = Qaysi nashr yetishmayapti? Uning sayti, lentasi yoki kanali manzilini yozing: /suggest https://example.org yoki /suggest @name

    Tahririyat koʻrib chiqib, qaror qiladi.
suggest-waiting = Tahririyat qarorini kutayotgan takliflaringiz:
suggest-thanks = Rahmat! Tahririyat koʻrib chiqadi: { $url }
suggest-known = Buni allaqachon oʻqiyapman: «{ $title }».
suggest-too-many = Tahririyat avvalgi takliflaringizni ({ $count } ta) hali koʻrib chiqmagan. Iltimos, kuting.
suggest-full = Hozir takliflar juda koʻp. Bir necha kundan keyin urinib koʻring.
