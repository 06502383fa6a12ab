digest-title-week = Главное за неделю · { $date }
week-empty = За последние семь дней подходящих новостей не нашлось. Изменить темы, страны и языки: /settings
digest-title-missed = Пока вас не было · { $date }
missed-button = 🗓 Пока вас не было
missed-none = Вы ничего не пропустили.
week-review-button = Обзор недели
