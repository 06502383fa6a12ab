# Сарлавҳаҳо. $date — «сешанбе, 24 ноябр», $time — «08:00».
digest-title = Хабарҳои муҳим · { $date }, { $time }
digest-title-now = Як шабонарӯзи охир · { $date }, { $time }
digest-title-latest = Хабарҳои тоза · { $date }, { $time }
digest-title-breaking = ⚡️ Хабари фаврӣ · { $time }
digest-title-follow = 🔔 Хабаре, ки пайгирӣ мекунед · { $time }
digest-empty = Дар як шабонарӯзи охир мувофиқи интихоби шумо хабаре ёфт нашуд. Мавзӯъ, кишвар ва забонҳоро дар /settings илова кардан мумкин аст.
digest-followed = Пайгириҳои шумо
digest-others = Хабарҳои дигар
digest-omitted = Боз { $count } хабар ҳаст: /latest
digest-disagreement = ⚖️ Маълумот гуногун аст: { $figures }
digest-more-sources = боз { $count }
story-untitled = Бе сарлавҳа
