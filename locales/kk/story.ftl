story-open-button = Толығырақ
story-sources = <b>Басылымдар: { $count }</b>
story-sources-more = … тағы { $count } мақала
story-gone = Бұл жаңалық енді жоқ: мақалалары мұрағаттан өшірілген.
story-share-button = ↗️ Бөлісу
story-close-button = ✖️ Жабу
story-save-button = 🔖 Сақтау
story-follow-button = 🔔 Бақылау
story-saved = Сақталды. Сақталғанның бәрі: /saved
story-unsaved = Сақталғаннан алынды.
story-followed = Жалғасын осы хабарламаға жауап етіп жіберемін. Тізім: /following
story-followed-new = Есте сақтадым. Жалғасы келуі үшін /start басыңыз
story-unfollowed = Бұл жаңалықты енді бақыламаймын.
story-too-many = { $count } жаңалықтан артық сыймайды. Артығын алып тастаңыз.
saved-screen = <b>Сақталғандар: { $count }</b>
saved-none = <b>Сақталғандар</b>

    Әзірге ештеңе жоқ. Шығарылым астындағы нөмірмен жаңалықты ашып, «🔖 Сақтау» дегенді басыңыз.
following-screen = <b>Жалғасы бақылаудағылар: { $count }</b>
following-none = <b>Жалғасы бақылаудағылар</b>

    Әзірге ештеңе жоқ. Шығарылым астындағы нөмірмен жаңалықты ашып, «🔔 Бақылау» дегенді басыңыз. Сөздер мен есімдер: /follow
taste-more = Ескеремін: мұндай жаңалықтар жоғары тұрады. Өзгерту: /settings
taste-less = Ескеремін: мұндай жаңалықтар төмен тұрады. Өзгерту: /settings
taste-most = Бұдан әрі болмайды: /settings арқылы өзгертуге болады
story-affair = 🧭 <b>Оқиғаның барысы</b>
story-differences = ⚖️ <b>Басылымдар әртүрлі жазған деректер</b>
difference-death = Қаза тапқандар
difference-injured = Зардап шеккендер
difference-missing = Із-түзсіз жоғалғандар
difference-rescue = Құтқарылғандар
difference-arrest = Ұсталғандар
difference-where = Қайда
difference-when = Қашан
difference-hours = Уақыты
difference-amount = Сандар
difference-before = бұған дейін: { $figures }
rating-more = Не көбірек болсын?
rating-less = Не азырақ болсын? Мұндай жаңалықтар төмен тұрады, бірақ жоғалмайды.
story-related = 🔗 <b>Осы тақырыпта</b>
