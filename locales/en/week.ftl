digest-title-week = The week in review · { $date }
week-empty = Nothing that fits has come up in the last seven days. To change topics, countries and languages: /settings
digest-title-missed = While you were away · { $date }
missed-button = 🗓 While you were away
missed-none = You have missed nothing.
week-review-button = The week in review
