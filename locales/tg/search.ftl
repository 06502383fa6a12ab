search-usage = Чиро ҷустуҷӯ кунам? Масалан: /search сӯхтор дар Ӯш

    Ҳар шакли калима, "ибора дар нохунак", -нолозим, topic:economy, country:tj, source:ном, since:7d-ро мефаҳмам.
search-nothing = Чизе ёфт нашуд. Бо калимаҳои дигар ё камтар кӯшиш кунед.
search-nearest = Шояд инро меҷустед: { $words }
search-corrected = «{ $words }» ҷустуҷӯ шуд: эҳтимол, забони клавиатура дигар буд.
search-follow-button = 🔔 Инро пайгирӣ кардан
search-gone = Ин рӯйхат кӯҳна шудааст. Лутфан, аз нав ҷустуҷӯ кунед.
