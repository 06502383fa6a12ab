command-broadcast = oʻquvchilarga yozish
broadcast-heading = 📣 Tahririyatdan
broadcast-screen = { $kind ->
    [hidden] <b>Tarqatma: chatlar kam, soni koʻrsatilmaydi</b>
    [least] <b>Tarqatma: kamida { $count } ta chat</b>
   *[exact] <b>Tarqatma: { $count } ta chat</b>
}
broadcast-locales = Tili: { $chosen }
broadcast-countries = Mamlakatlar: { $chosen }
broadcast-topics = Mavzular: { $chosen }
broadcast-all = hammasi
broadcast-see = Xabar yuqorida. Boshqa tildagi oʻquvchilar uni qanday koʻrishini pastdagi tugmalar koʻrsatadi.
broadcast-by-language = Tillar boʻyicha: { $counts }
broadcast-in-language = { $language } — { $count }
broadcast-in-language-few = { $language } — { $least } tadan kam
broadcast-own-texts = ✍️ — oʻz matni bor; qolganlarga asosiysi boradi.
broadcast-versions-button = ✍️ Boshqa tillardagi matn
broadcast-versions = Qaysi tillarda alohida yozasiz? Qolgan oʻquvchilar asosiy matnni oladi.
broadcast-ask-version = “{ $language }” tilidagi oʻquvchilar uchun matnni shu xabarga javob qilib yozing. Rasm va tugmalarni qoʻshmasangiz, asosiylari qoladi.
broadcast-locales-button = 🗣 Tili
broadcast-countries-button = 🌍 Mamlakatlar
broadcast-topics-button = 🗂 Mavzular
broadcast-send-button = ✉️ Tarqatish
broadcast-discard-button = 🗑 Oʻchirish
broadcast-choose = Keraklisini belgilang. Hech narsa belgilanmasa, hammaga boradi.
broadcast-sure = { $kind ->
    [hidden] Xabar tanlangan chatlarga ketadi. Yetib borganini qaytarib boʻlmaydi. Tarqatilsinmi?
    [least] Xabar kamida { $count } ta chatga ketadi. Yetib borganini qaytarib boʻlmaydi. Tarqatilsinmi?
   *[exact] Xabar { $count } ta chatga ketadi. Yetib borganini qaytarib boʻlmaydi. Tarqatilsinmi?
}
broadcast-yes-button = { $kind ->
    [exact] ✉️ Ha, tarqatish: { $count }
   *[hidden] ✉️ Ha, tarqatish
}
broadcast-discarded = Qoralama oʻchirildi. Hech narsa yuborilmadi.
broadcast-gone = Bu qoralama endi yoʻq.
broadcast-running = { $kind ->
    [hidden] ✉️ <b>Tarqatilmoqda</b>
   *[shown] ✉️ <b>Tarqatilmoqda. Tayyor: { $done }; jami chatlar: { $all }</b>
}
broadcast-done = { $kind ->
    [hidden] ✅ <b>Tarqatish tugadi</b>
   *[shown] ✅ <b>Tarqatish tugadi. Jami chatlar: { $all }</b>
}
broadcast-stopped = { $kind ->
    [hidden] ⏹ <b>Tarqatish toʻxtatildi</b>
   *[shown] ⏹ <b>Tarqatish toʻxtatildi. Jami chatlar: { $all }</b>
}
broadcast-sent = Yetib bordi: { $count }
broadcast-least = kamida { $count }
broadcast-under = { $least } tadan kam
broadcast-untold = Chatlar juda kam, shuning uchun natijasi koʻrsatilmaydi.
broadcast-lost = Botni bloklagan yoki oʻchirgan: { $count }
broadcast-refused = Telegram qabul qilmadi: { $count }
broadcast-skipped = Oʻquvchi tanaffusda yoki voz kechgan: { $count }
broadcast-unsent = Toʻxtatilgani uchun yuborilmadi: { $count }
broadcast-stop-button = ⏹ Toʻxtatish
broadcast-error-empty = Xabarni buyruqdan keyin darhol yozing: <code>/broadcast</code> va matn. Formatlash va bitta rasm boʻlishi mumkin. <code>Nomi | https://…</code> koʻrinishidagi oxirgi qatorlar tugma boʻladi.
broadcast-error-html = Belgilash { $tag } joyida buzilgan: teg yopilmagan, tartibi notoʻgʻri yoki Telegram uni bilmaydi. Hech narsa saqlanmadi.
broadcast-error-long = Juda uzun: { $length } belgi, { $most } ta sigʻadi.
broadcast-error-line = Bu qatorda manzilli tugma yoʻq: { $line }. Bunday boʻlishi kerak: <code>Nomi | https://…</code>
broadcast-error-buttons = Tugmalar { $most } tadan oshmasin.
broadcast-error-media = Tarqatmaga bitta rasm qoʻshish mumkin: albom, video va fayl boʻlmaydi. Hech narsa saqlanmadi.
broadcast-error-refused = Telegram bu xabarni qabul qilmaydi: { $reason }. Hech narsa saqlanmadi.
broadcast-error-unseen = Telegram hozir javob bermayapti, xabarni tekshirib boʻlmadi. Hech narsa saqlanmadi, iltimos, uni yana bir bor yuboring.
audit-broadcast-started = Tarqatma boshlandi: { $what }
audit-broadcast-stopped = Tarqatma toʻxtatildi: { $what }
