profile-name = Jarchi — Markaziy Osiyo yangiliklari
profile-description = Oʻzbekiston, Qozogʻiston, Qirgʻiziston, Tojikiston va Turkmaniston nashrlari va kanallarini oʻqib, eng muhimini sizga qulay soatda yuboraman.

    • necha nashr yozmasin, bir voqea — bitta yangilik
    • har bir gapning manbasi bor
    • olti tilda, reklamasiz; ismlar va yozishmalarni saqlamayman
profile-short-description = Markaziy Osiyodagi eng muhim yangiliklar: qisqa, manbalariga havola bilan, siz tanlagan soatda.
