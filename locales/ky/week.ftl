digest-title-week = Аптанын жыйынтыгы · { $date }
week-empty = Акыркы жети күндө ылайыктуу кабар табылган жок. Темаларды, өлкөлөрдү, тилдерди өзгөртүү: /settings
digest-title-missed = Сиз жокто · { $date }
missed-button = 🗓 Сиз жокто эмне болду
missed-none = Эч нерсени өткөрүп жиберген жоксуз.
week-review-button = Аптанын жыйынтыгы
