command-alerts = qaysi nosozliklar haqida sizga xabar berilsin
alerts-title = Nosozliklar
alerts-how = Nima haqida xabar berish kerakligini tanlang. Har bir nosozlik haqida nima qilish kerakligi aytilgan bitta xabar keladi, hammasi joyiga tushganda yana bittasi keladi.
alerts-now = Hozirgi nosozliklar
alerts-well = ✅ Hozir hammasi joyida.
alerts-more = … yana: { $count }
alerts-all-button = Hammasi
alerts-none-button = Hech biri
alerts-wake-button = 🔔 Oʻchirilganlarni qaytarish
trouble-mute-button = 🔇 Xabar bermaslik
trouble-snooze-button = 💤 Ertaga
trouble-wake-button = 🔔 Yana xabar berish
trouble-muted = 🔇 Bu haqda sizga boshqa xabar berilmaydi.
trouble-snoozed = 💤 Ertagacha tuzatilmasa, sizga eslatiladi.
trouble-past = Bu allaqachon tuzatilgan.
trouble-title = “{ $title }”
trouble-feed-gone-name = Lenta oʻqilmayapti
trouble-feed-silent-name = Lenta jim
trouble-feed-moved-name = Lenta koʻchdi
trouble-feed-layout-name = Lenta matnlari buzilgan
trouble-feed-flood-name = Lentada maqola haddan koʻp
trouble-deliveries-name = Xabarlar yuborilmayapti
trouble-workers-name = Matnlar oʻqilmayapti
trouble-disk-name = Diskda joy kam
trouble-backup-name = Zaxira nusxa eskirgan
trouble-feed-gone = ⚠️ <b>“{ $title }” lentasi endi oʻqilmayapti.</b>

    Nima qilish kerak: lentani oching va sayt nima deb javob berishini koʻring. Manzili oʻzgargan boʻlsa, yangisini /addfeed orqali qoʻshing; nashr yopilgan boʻlsa, lentani olib tashlang.
trouble-feed-silent = ⚠️ <b>“{ $title }” lentasi odatdagidan uzoq jim:</b> { $span ->
        [hours] { $count } soatdan
       *[days] { $count } kundan
    } beri yangi hech narsa yoʻq.

    Nima qilish kerak: nashrning saytini koʻring. U yerda yangilik boʻlsa, lenta buzilgan yoki manzili boshqa: uni /addfeed orqali qoʻshing.
trouble-feed-moved = ⚠️ <b>“{ $title }” lentasi koʻchdi:</b> { $host }.

    Nima qilish kerak: bu oʻsha nashr boʻlsa, hech narsa: bot yangi manzilga oʻzi oʻtadi. Aks holda lentani olib tashlang.
trouble-feed-layout = ⚠️ <b>“{ $title }” lentasining soʻnggi matnlari boʻsh yoki bir xil.</b> Sayt koʻrinishi oʻzgargan boʻlsa kerak.

    Nima qilish kerak: lentani oching va sayt bilan solishtiring. Maqolalar toʻliq yuklanayotgan boʻlsa, buni oʻchiring yoki lentani toʻxtatib turing.
trouble-feed-flood = ⚠️ <b>“{ $title }” lentasida maqola haddan koʻp:</b> bir kunda yangi maqolalar: { $today }{ $usual ->
        [0] {""}
       *[known] , odatda { $usual }
    }.

    Nima qilish kerak: lentani oching. Bular reklama yoki eski maqolalar boʻlsa, uni toʻxtatib turing.
trouble-deliveries = ⚠️ <b>Oʻquvchilarga xabarlar kechikmoqda yoki yuborilmayapti.</b> Bir soatda yuborilmagani: { $refused }.

    Nima qilish kerak: Telegramning oʻzi ishlamayotgan boʻlsa, kuting: hech narsa yoʻqolmaydi. Aks holda botga qaraydigan kishidan jurnalni koʻrib, botni qayta ishga tushirishni soʻrang.
trouble-workers = ⚠️ <b>Yangi maqolalar oʻqilmayapti:</b> botning matnni tushunadigan qismi nosoz.

    Nima qilish kerak: botga qaraydigan kishidan xotira va jurnalni tekshirishni soʻrang. Maqolalar kutib turadi va keyinroq oʻqiladi.
trouble-disk = ⚠️ <b>Diskdagi joy tugayapti:</b> { $free } MB boʻsh, { $needed } MB kerak.

    Nima qilish kerak: botga qaraydigan kishidan joy boʻshatishni yoki maqolalarni kamroq kun saqlashni soʻrang.
trouble-backup = ⚠️ <b>Soʻnggi zaxira nusxa eskirgan:</b> { $hours } soatdan beri yangisi yoʻq.

    Nima qilish kerak: botga qaraydigan kishidan jurnalni koʻrishni soʻrang. Odatda disk toʻlgan yoki nusxa yuborilmayotgan boʻladi.
trouble-feed-gone-over = ✅ “{ $title }” lentasi yana oʻqilmoqda.
trouble-feed-silent-over = ✅ “{ $title }” lentasida yana yangilik bor.
trouble-feed-moved-over = ✅ “{ $title }” lentasi yana oʻz manzilidan oʻqilmoqda.
trouble-feed-layout-over = ✅ “{ $title }” lentasining matnlari yana joyida.
trouble-feed-flood-over = ✅ “{ $title }” lentasi yana odatdagidek chiqmoqda.
trouble-deliveries-over = ✅ Oʻquvchilarga xabarlar yana yuborilmoqda.
trouble-workers-over = ✅ Yangi maqolalar yana oʻqilmoqda.
trouble-disk-over = ✅ Diskda joy yana yetarli.
trouble-backup-over = ✅ Yangi zaxira nusxa bor.
