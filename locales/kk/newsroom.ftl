addfeed-usage = Таспаның, сайттың немесе арнаның мекенжайын жазыңыз, бірнешеуін қатар жазуға болады: /addfeed https://example.org/rss @name
addfeed-already = Бұл бұрыннан бар: <b>{ $title }</b>
    { $url }
addfeed-choices = Бұл мекенжайда таспа емес, бет тұр. Оның таспалары мыналар, таңдаңыз:
addfeed-rejected = Қосылмады. { $reason }
feeds-title = <b>Таспалар мен арналар: { $count }</b>, жұмыс істеп тұрғаны { $healthy } · { $page }-бет, барлығы { $pages }
feeds-none = Әзірге таспа да, арна да жоқ. Қосу: /addfeed мекенжай
feeds-never = Әлі бірде-бір рет оқылмаған
feeds-success = Соңғы рет оқылғаны: { $age }
feeds-counts = Соңғы құжат: оқылғаны { $read }; жаңасы { $new } (мұрағатқа { $archived }), өзгергені { $edited }, бұрынғысы { $known }.
feeds-left-out = Жоғалғаны: { $reasons }
feeds-teasers = Таспа мақалалардың басын ғана береді. Толық оқу үшін, терминалда: <code>{ $command }</code>
feeds-given-up = Оқылмай қалған мақалалар: { $count }
left-out-no-words = сөзі жоқ { $count }
left-out-repeated = қайталанғаны { $count }
left-out-beyond-limit = оқу шегінен ескісі { $count }
left-out-bad-link = сілтемесі жарамсыз { $count }
left-out-shared-guid = белгісі ортақ { $count }
left-out-undated = күні жоқ { $count }
left-out-bad-date = күні түсініксіз { $count }
left-out-over-budget = күндік шектен асқаны { $count }
removefeed-usage = Мұндай таспа не арна жоқ. /feeds тізіміндегі нөмірін немесе мекенжайын жазыңыз: /removefeed 12
removefeed-question = <b>{ $title }</b> енді оқылмасын ба?
    { $url }

    Бұған дейін алынған жаңалықтар қалады.
removefeed-yes-button = Иә, алып тастау
removefeed-done = Алып тасталды: «{ $title }».
opml-plan = Файлда { $count } жаңа таспа бар.
opml-done = { $count } таспа қосылды.
opml-known = Бұрыннан бары: { $known }. Файлда қайталанғаны: { $duplicates }.
opml-refused = Жарамайтыны: { $count }
opml-refused-line = { $line }-жол: { $what }. { $reason }
opml-refused-more = … және тағы { $count } жол
opml-confirm = Әзірге ештеңе өзгерген жоқ.
feeds-none-so = Мұндай таспа не арна жоқ.
feed-about = Басылым: { $source }
    Елі: { $country } · тілі: { $language } · түрі: { $outlet }
    Мақалалар толық: { $full }
feed-paused = ⏸ Оқу тоқтатылып тұр.
feed-unknown = көрсетілмеген
feed-gap = Жаңасы шамамен { $hours } сағатта бір шығады
feed-next = Келесі оқу: { $time }
feed-pause-button = ⏸ Тоқтата тұру
feed-resume-button = ▶️ Қайта оқу
feed-due-button = 🔄 Қазір оқу
feed-title-button = ✏️ Атауы
feed-source-button = ✏️ Басылым
feed-country-button = Елі
feed-language-button = Тілі
feed-outlet-button = Түрі
feed-full-button = Толық мақалалар
feed-remove-button = 🗑 Алып тастау
feed-list-button = ← Барлық таспалар
feed-none-button = Көрсетпеу
feed-ask-title = Осы хабарламаға «{ $title }» таспасының жаңа атауын жазып жауап беріңіз.
feed-ask-source = Осы хабарламаға басылымның оқырмандар көретін атауын жазып жауап беріңіз. Қазір: «{ $title }».
feed-restored = Қайтарылды: «{ $title }».
feed-open-button = Таспаны ашу
