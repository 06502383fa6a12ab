groups-screen = <b>Kanallaringiz va guruhlaringiz</b>

    Hammasi shu yerda, shaxsiy chatda sozlanadi: birinchi dayjest kelguncha oʻquvchilar hech narsa koʻrmaydi.
groups-none = Hozircha boʻsh. Kanal yoki guruhni tanlang yoki meni quyidagi tugma bilan qoʻshing.
groups-pick-button = Kanal yoki guruh tanlash
groups-add-channel-button = ➕ Kanalga qoʻshish
groups-add-group-button = ➕ Guruhga qoʻshish
groups-pick = Yozish maydoni ostidagi tugma bilan tanlang.

    Kanalda menga bitta huquq kerak — eʼlon qilish. Guruhda huquq kerak emas, lekin men uning aʼzosi boʻlishim kerak.
groups-channel-button = 📣 Kanal
groups-group-button = 👥 Guruh
groups-picked = Tanlandi. Sozlamalar keyingi xabarda.
groups-added = Meni “{ $title }” kanaliga qoʻshishdi. Dayjestlarni shu yerda sozlang: birinchisigacha kanalda hech narsa chiqmaydi.
groups-elsewhere = Bu chat /settings buyrugʻi bilan sozlanadi. Kanallaringiz va guruhlaringiz roʻyxati — men bilan shaxsiy chatda.
groups-private-button = Shaxsiy chatni ochish
groups-gone = Men u chatda yoʻqman. Avval meni qoʻshing: /groups
groups-begun = Tayyor: dayjestlar tanlangan soatda oʻsha yerga boradi.
groups-ended = U yerga dayjestlar toʻxtatildi. Tanlaganingiz saqlandi.
groups-end-button = ⏹ Dayjestlarni toʻxtatish
groups-back-button = ← Kanallar va guruhlar
follows-afar = Bu yerda kuzatilmoqda: { $count }. ✖️ — olib tashlash; “Darhol” — dayjestni kutmay yuborish.
mutes-afar = Bu yerda yashirilgan: { $count }. Yana koʻrsatish uchun bosing.
words-add-button = ➕ Qoʻshish
groups-addfollow = Qaysi soʻzlar yoki ismni kuzatay? Shu xabarga javob yozing.
groups-addmute = Qaysi soʻz yoki nashrni yashiray? Shu xabarga javob yozing.
groups-words-hint = soʻzlar yoki ism
