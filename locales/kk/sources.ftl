proposals-title = <b>Бұл мекенжайлардан табылғаны: { $count }</b>
    Толығырақ көру үшін нөмірін басыңыз.
proposals-list-button = ← Толық тізім
proposal-chosen-button = Осыны қосу
proposal-about = { $kind } · елі: { $country } · тілі: { $language }
proposal-feed = Таспа
proposal-channel = Арна
proposal-gap-unknown = Жаңасы қаншалықты жиі шығатыны әзірге белгісіз
proposal-teasers = Мақалалардың басын ғана береді: толығын беттерінен оқимын
proposal-whole = Мақалаларды толық береді
proposal-unsure = Мақалалар толық па, әзірге белгісіз
proposal-latest = Жазбалар: { $count }. Соңғылары:
proposal-empty = Әзірге жазба жоқ.
proposal-asks-country = ❓ Бұл қай елдің басылымы?
proposal-asks-language = ❓ Ол қай тілде жазады?
addfeed-done = Қосылды. Жақында алғаш рет оқимын.
addfeed-nothing = Ештеңе қосылмады.
addfeed-gone = Бұл сұрау тоқтатылған немесе ескірген. Қайтадан бастаңыз.
addfeed-add-one-button = ✔️ Қосу
addfeed-add-button = ✔️ Қосу: { $count }
addfeed-cancel-button = ✖️ Бас тарту
feed-gap-minutes = Жаңасы шамамен { $count } минутта бір шығады
feed-gap-days = Жаңасы шамамен { $count } күнде бір шығады
feed-polls = Соңғы оқулар:
feed-polls-button = 🕓 Соңғы оқулардың бәрі
poll-nothing = жаңа ештеңе жоқ
poll-brought = жаңасы { $new }, өзгергені { $edited }.
feed-polling = ⏳ «{ $title }» оқылып жатыр…
feed-polled-just-now = Ол жаңа ғана оқылды. Бір минуттан кейін қайталап көріңіз.
feed-address-button = ✏️ Мекенжайы
feed-ask-address = Осы хабарламаға «{ $title }» үшін жаңа мекенжайды жазып жауап беріңіз. Қазір: { $url }
feed-move-question = «{ $title }» жаңа мекенжайдан оқылсын ба? Мақалалар мен оқулар тарихы сақталады. Бұрынғы мекенжай: { $url }

    Жаңа мекенжайдан табылғаны:
feed-move-button = ✔️ Сол жерден оқу
feed-moved = «{ $title }» енді мына мекенжайдан оқылады: { $url }
feed-moved-back = ↩️ Бұрынғы мекенжай қайтарылды.
feed-move-refused = Мекенжай өзгерген жоқ. { $reason }
feed-error-address-taken = Бұл мекенжай бұрын алып тасталған таспанікі. Оны қайта оқу үшін: /addfeed
opml-more = … және тағы { $count }
opml-adding = ⏳ Таспалар қосылып жатыр: { $count }…
opml-read = Алғаш рет оқылғаны: { $count } таспаның { $read }-і. Оқылмағаны: { $failed }.
opml-exported = Таспалар мен арналар: { $count }. Файлды таспа оқитын кез келген бағдарлама ашады.
opml-gone = Бұл файл Телеграмда қалмаған. Оны қайта жіберіңіз.
opml-export-button = ⬇️ Тізім OPML файлымен
suggested-button = 💡 Ұсыныстар: { $count }
suggested-none = Оқырмандардан жаңа ұсыныс жоқ.
suggested-title = <b>Оқырмандар ұсыныстары: { $count }</b>
suggested-accept-button = { $place }. ✔️ Қарап көру
suggested-decline-button = { $place }. ✖️ Қабылдамау
suggest-usage = Қай басылым жетіспейді? Оның сайтының, таспасының немесе арнасының мекенжайын жазыңыз: /suggest https://example.org немесе /suggest @name

    Редакция қарап, шешеді.
suggest-waiting = Редакцияның шешімін күтіп тұрған ұсыныстарыңыз:
suggest-thanks = Рақмет! Редакция қарайды: { $url }
suggest-known = Мұны мен оқып жүрмін: «{ $title }».
suggest-too-many = Редакция бұрынғы ұсыныстарыңызды ({ $count }) әлі қараған жоқ. Күте тұрыңыз.
suggest-full = Қазір ұсыныс тым көп. Бірнеше күннен кейін қайталап көріңіз.
