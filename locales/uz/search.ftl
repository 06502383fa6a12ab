search-usage = Nimani izlay? Masalan: /search Oʻshdagi yongʻin

    Soʻzlarning har qanday shaklini, "qoʻshtirnoqdagi ibora"ni, -keraksizni, topic:economy, country:uz, source:nomi, since:7d kabilarni tushunaman.
search-nothing = Hech narsa topilmadi. Boshqa soʻzlar yoki kamroq soʻz bilan izlab koʻring.
search-nearest = Balki shuni izlagandirsiz: { $words }
search-corrected = «{ $words }» deb izlandi: klaviatura boshqa tilda boʻlgan koʻrinadi.
search-follow-button = 🔔 Buni kuzatish
search-gone = Bu roʻyxat eskirgan. Iltimos, qaytadan izlang.
