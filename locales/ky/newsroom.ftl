addfeed-usage = Лентанын, сайттын же каналдын дарегин жазыңыз, бир нечесин катар жазса да болот: /addfeed https://example.org/rss @name
addfeed-already = Бул мурунтан бар: <b>{ $title }</b>
    { $url }
addfeed-choices = Бул даректе лента эмес, барак турат. Анын ленталары мына, тандаңыз:
addfeed-rejected = Кошулган жок. { $reason }
feeds-title = <b>Ленталар жана каналдар: { $count }</b>, иштеп турганы { $healthy } · { $page }-барак, баары { $pages }
feeds-none = Азырынча лента да, канал да жок. Кошуу: /addfeed дарек
feeds-never = Али бир да жолу окула элек
feeds-success = Акыркы жолу окулганы: { $age }
feeds-counts = Акыркы документ: окулганы { $read }; жаңысы { $new } (архивге { $archived }), өзгөргөнү { $edited }, мурункусу { $known }.
feeds-left-out = Жоголгону: { $reasons }
feeds-teasers = Лента макалалардын башын гана берет. Толук окуу үчүн, терминалда: <code>{ $command }</code>
feeds-given-up = Окулбай калган макалалар: { $count }
left-out-no-words = сөзү жок { $count }
left-out-repeated = кайталанганы { $count }
left-out-beyond-limit = окуу чегинен эскиси { $count }
left-out-bad-link = шилтемеси жараксыз { $count }
left-out-shared-guid = белгиси орток { $count }
left-out-undated = датасы жок { $count }
left-out-bad-date = датасы түшүнүксүз { $count }
left-out-over-budget = күндүк чектен ашканы { $count }
removefeed-usage = Мындай лента же канал жок. /feeds тизмесиндеги номерин же дарегин жазыңыз: /removefeed 12
removefeed-question = <b>{ $title }</b> мындан ары окулбасынбы?
    { $url }

    Буга чейин алынган жаңылыктар калат.
removefeed-yes-button = Ооба, алып салынсын
removefeed-done = Алып салынды: «{ $title }».
opml-plan = Файлда { $count } жаңы лента бар.
opml-done = { $count } лента кошулду.
opml-known = Мурунтан бары: { $known }. Файлда кайталанганы: { $duplicates }.
opml-refused = Жарабаганы: { $count }
opml-refused-line = { $line }-сап: { $what }. { $reason }
opml-refused-more = … жана дагы { $count } сап
opml-confirm = Азырынча эч нерсе өзгөргөн жок.
feeds-none-so = Мындай лента же канал жок.
feed-about = Басылма: { $source }
    Өлкөсү: { $country } · тили: { $language } · түрү: { $outlet }
    Макалалар толугу менен: { $full }
feed-paused = ⏸ Окуу токтотулуп турат.
feed-unknown = көрсөтүлгөн эмес
feed-gap = Жаңысы болжол менен { $hours } саатта бир чыгат
feed-next = Кийинки окуу: { $time }
feed-pause-button = ⏸ Токтотуп туруу
feed-resume-button = ▶️ Кайра окуу
feed-due-button = 🔄 Азыр окуу
feed-title-button = ✏️ Аталышы
feed-source-button = ✏️ Басылма
feed-country-button = Өлкөсү
feed-language-button = Тили
feed-outlet-button = Түрү
feed-full-button = Толук макалалар
feed-remove-button = 🗑 Алып салуу
feed-list-button = ← Бардык ленталар
feed-none-button = Көрсөтпөө
feed-ask-title = Бул билдирүүгө «{ $title }» лентасынын жаңы аталышын жазып жооп бериңиз.
feed-ask-source = Бул билдирүүгө басылманын окурмандар көрө турган аталышын жазып жооп бериңиз. Азыр: «{ $title }».
feed-restored = Кайтарылды: «{ $title }».
feed-open-button = Лентаны ачуу
