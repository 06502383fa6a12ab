search-usage = Nimani izlay? Masalan: /search Oʻshdagi yongʻin

    Soʻzlar har qanday shaklda topiladi. Izlashni aniqlashtirish mumkin:
    "aniq ibora" · -keraksiz · mavzu:iqtisodiyot · mamlakat:uz · nashr:nomi · since:7d
    Avval soʻzning oʻzi bor yangiliklar, keyin boshqa tillardagilari chiqadi; faqat bir til kerak boʻlsa: til:uz.
search-elsewhere = 🌐 <b>Boshqa soʻzlar bilan va boshqa tillarda:</b>
search-nothing = Hech narsa topilmadi. Boshqa soʻzlar yoki kamroq soʻz bilan izlab koʻring.
search-nearest = Balki buni izlagandirsiz: { $words }
search-corrected = Klaviatura boshqa tilda boʻlganga oʻxshaydi. “{ $words }” deb izlayman.
search-follow-button = 🔔 Buni kuzatish
search-gone = Bu roʻyxat eskirgan. Iltimos, qaytadan izlang.
