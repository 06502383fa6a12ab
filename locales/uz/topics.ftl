topic-manage-button = 🛠 Bot mavzulari
topic-list = <b>Bot mavzulari: { $count } ta</b>, yashirilgani { $hidden } ta

    Nimani oʻzgartirsangiz, barcha oʻquvchilar darhol koʻradi.
topic-new-button = ➕ Yangi mavzu
topic-list-button = ← Barcha mavzular
topic-edit-button = ✏️ Oʻzgartirish
topic-merge-button = 🔗 Birlashtirish
topic-hide-button = 🙈 Yashirish
topic-show-button = 👁 Qaytarish
topic-titles-button = ✏️ Nomlar
topic-seeds-button = 🌱 Soʻzlar
topic-try-button = 🔍 Yangiliklarda sinash
topic-use-button = ✔️ Qoʻllash
topic-drop-button = ✖️ Bekor qilish
topic-see-button = Hozirgisini koʻrish
topic-seeds = Mavzuni tanitadigan soʻzlar:
topic-no-seeds = hozircha yoʻq
topic-is-hidden = 🙈 Yashirilgan: oʻquvchilarga taklif qilinmaydi, yangiliklar uni olmaydi.
topic-merged = 🔗 «{ $title }» mavzusi bilan birlashtirilgan.
topic-choose = «{ $title }» qaysi mavzu bilan birlashsin? Soʻzlari va oʻquvchilari oʻsha yerga oʻtadi, oʻzi yashiriladi.
topic-added-draft = <b>Yangi mavzu</b>, hali qoʻllanmagan
topic-edited-draft = <b>Mavzuni oʻzgartirish</b>, hali qoʻllanmagan
topic-merged-draft = <b>Bunga «{ $title }» qoʻshiladi</b>, hali qoʻllanmagan
topic-hidden-draft = <b>Mavzu yashiriladi</b>: uni tanlagan oʻquvchilarning tanlovidan chiqadi. Hali qoʻllanmagan.
topic-shown-draft = <b>Mavzu qaytariladi</b>, hali qoʻllanmagan
topic-ask-titles = Shu xabarga javob bering: mavzu nomlari, har biri oʻz qatorida. Qatorlarni nusxalab, toʻldirsangiz boʻladi.

    { $form }
topic-ask-seeds = Shu xabarga javob bering: mavzu soʻzlari vergul bilan, har bir tilga bir qator. Ruscha soʻzlar — bosh shaklda, qolganlari — soʻzning boshi. Istalgancha qator yuborish mumkin, qolgan tillar oʻzgarmaydi.

    { $form }
topic-not-understood = Javobda «ru: soʻz» koʻrinishidagi qatorlar yoʻq.
topic-trying = 🔍 Oxirgi sutka yangiliklarida sinayapman: { $done } ta, jami { $total } ta
topic-effect = <b>{ $title }</b>: oxirgi sutkaning { $total } ta yangiligidan bu mavzuni { $holds } tasi oladi.
topic-takes = ➕ Qoʻshiladi: { $count } ta
topic-loses = ➖ Chiqadi: { $count } ta
topic-others = Yana boshqa mavzulari oʻzgaradigan yangiliklar: { $count } ta
topic-sorting = ✔️ Qoʻllandi. Oxirgi sutka yangiliklarini ajratyapman: { $done } ta, jami { $total } ta
topic-in-use = ✔️ Qoʻllandi: endi barcha oʻquvchilarda shunday.
topic-conflict = Mavzuni shu orada yana kimdir oʻzgartirdi, shuning uchun hech narsa qoʻllanmadi. Hozirgisini koʻring.
topic-draft-gone = Bu oʻzgarish yoʻq: qoʻllangan yoki bekor qilingan.
topic-too-many = Mavzular { $count } tadan koʻp boʻlmaydi. Avval birini yashiring yoki birlashtiring.
topic-error-titles = Bu tillarda nomi yoʻq: { $locales }.
topic-error-title-long = Nomi { $count } belgidan uzun.
topic-error-language = Bunday tilda oʻqimayman: { $code }.
topic-error-no-seeds = Birorta soʻzi yoʻq: mavzu hech narsa topmaydi.
topic-error-many-seeds = Bir tilga { $count } tadan koʻp soʻz boʻlmaydi.
topic-error-seed = «{ $word }» soʻzi toʻgʻri kelmaydi: 2 harfdan 40 belgigacha kerak.
topic-error-everything = Yangiliklarning yarmidan koʻpi bitta mavzuda: bunda u hech narsani ajratmaydi. Juda umumiy soʻzlarni olib tashlang.
audit-topic-added = Yangi mavzu: { $what }
audit-topic-edited = Mavzu oʻzgartirildi: { $what }
audit-topic-merged = Mavzular birlashtirildi: { $what }
audit-topic-hidden = Mavzu yashirildi: { $what }
audit-topic-shown = Mavzu qaytarildi: { $what }
