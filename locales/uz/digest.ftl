# Sarlavhalar. $date — «24-noyabr, seshanba», $time — «08:00».
digest-title = Eng muhim yangiliklar · { $date }, { $time }
digest-title-now = Soʻnggi 24 soat · { $date }, { $time }
digest-title-latest = Soʻnggi yangiliklar · { $date }, { $time }
digest-title-breaking = ⚡️ Shoshilinch xabar · { $time }
digest-title-follow = 🔔 Siz kuzatayotgan yangilik · { $time }
digest-empty = Soʻnggi 24 soatda mos yangilik topilmadi. Mavzu, mamlakat va tillarni oʻzgartirish: /settings. Oldingi kunlardan izlash: /search
digest-unanswered = Soʻnggi 24 soatda birorta yangiliklar lentasi javob bermadi, shuning uchun koʻrsatadigan narsa yoʻq. Urinish davom etmoqda; bir necha daqiqadan keyin qayta soʻrang: /digest
digest-followed = Siz kuzatayotganlar
digest-others = Boshqa yangiliklar
digest-omitted = Yana { $count } ta yangilik bor: /latest
digest-disagreement = ⚖️ Maʼlumotlar bir-biriga mos emas: { $figures }
digest-more-sources = yana { $count } ta
story-untitled = Sarlavhasiz
