digest-title-week = Ҷамъбасти ҳафта · { $date }
week-empty = Дар ҳафт рӯзи охир хабари мувофиқ ёфт нашуд. Тағйири мавзӯъ, кишвар ва забонҳо: /settings
digest-title-missed = Дар набудани шумо · { $date }
missed-button = 🗓 Дар набудани шумо
missed-none = Ягон хабарро аз даст надодаед.
week-review-button = Ҷамъбасти ҳафта
