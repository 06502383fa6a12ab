# Сарлавҳаҳо. $date — «сешанбе, 24 ноябр», $time — «08:00».
digest-title = Хабарҳои муҳим · { $date }, { $time }
digest-title-now = Шабонарӯзи охир · { $date }, { $time }
digest-title-latest = Хабарҳои тоза · { $date }, { $time }
digest-title-breaking = ⚡️ Хабари фаврӣ · { $time }
digest-title-follow = 🔔 Хабаре, ки пайгирӣ мекунед · { $time }
digest-empty = Дар шабонарӯзи охир хабари мувофиқ ёфт нашуд. Тағйири мавзӯъ, кишвар ва забонҳо: /settings. Ҷустуҷӯ дар рӯзҳои гузашта: /search
digest-unanswered = Дар шабонарӯзи охир ягон лентаи хабарҳо ҷавоб надод, барои ҳамин чизе барои нишон додан нест. Кӯшиш идома дорад; пас аз чанд дақиқа боз пурсед: /digest
digest-followed = Шумо пайгирӣ мекунед
digest-others = Хабарҳои дигар
digest-omitted = Боз { $count } хабар ҳаст: /latest
digest-disagreement = ⚖️ Маълумот мувофиқат намекунад: { $figures }
digest-more-sources = боз { $count }
story-untitled = Бе сарлавҳа
