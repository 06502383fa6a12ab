digest-title-week = Hafta yakuni · { $date }
week-empty = Soʻnggi yetti kunda mos yangilik topilmadi. Mavzu, mamlakat va tillarni oʻzgartirish: /settings
digest-title-missed = Siz yoʻgʻingizda · { $date }
missed-button = 🗓 Siz yoʻgʻingizda
missed-none = Hech narsani oʻtkazib yubormadingiz.
week-review-button = Hafta yakuni
