# Sarlavhalar. $date — «24-noyabr, seshanba», $time — «08:00».
digest-title = Eng muhim xabarlar · { $date }, { $time }
digest-title-now = Soʻnggi bir sutka · { $date }, { $time }
digest-title-latest = Soʻnggi xabarlar · { $date }, { $time }
digest-title-breaking = ⚡️ Shoshilinch xabar · { $time }
digest-title-follow = 🔔 Siz kuzatayotgan xabar · { $time }
digest-empty = Soʻnggi bir sutkada tanlovingizga mos xabar topilmadi. Mavzu, mamlakat va tillarni /settings orqali qoʻshishingiz mumkin.
digest-followed = Siz kuzatayotganlar
digest-others = Boshqa xabarlar
digest-omitted = Yana { $count } ta xabar bor: /latest
digest-disagreement = ⚖️ Maʼlumotlar turlicha: { $figures }
digest-more-sources = yana { $count } ta
story-untitled = Sarlavhasiz
