digest-title-week = Апта қорытындысы · { $date }
week-empty = Соңғы жеті күнде сай келетін жаңалық табылмады. Тақырыптарды, елдерді, тілдерді өзгерту: /settings
digest-title-missed = Сіз жоқта · { $date }
missed-button = 🗓 Сіз жоқта не болды
missed-none = Ештеңені өткізіп алған жоқсыз.
week-review-button = Апта қорытындысы
