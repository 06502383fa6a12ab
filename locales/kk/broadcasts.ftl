command-broadcast = оқырмандарға жазу
broadcast-heading = 📣 Редакциядан
broadcast-screen = { $kind ->
    [hidden] <b>Тарату: чаттар аз, саны көрсетілмейді</b>
    [least] <b>Тарату: кемінде { $count } чат</b>
   *[exact] <b>Тарату: { $count } чат</b>
}
broadcast-locales = Тілі: { $chosen }
broadcast-countries = Елдер: { $chosen }
broadcast-topics = Тақырыптар: { $chosen }
broadcast-all = барлығы
broadcast-see = Хабарлама жоғарыда. Басқа тілдегі оқырмандар оны қалай көретінін төмендегі түймелер көрсетеді.
broadcast-by-language = Тілдер бойынша: { $counts }
broadcast-in-language = { $language } — { $count }
broadcast-in-language-few = { $language } — { $least } чаттан аз
broadcast-own-texts = ✍️ — өз мәтіні бар; қалғандарына негізгісі барады.
broadcast-versions-button = ✍️ Басқа тілдердегі мәтін
broadcast-versions = Қай тілдерде бөлек жазасыз? Қалған оқырмандар негізгі мәтінді алады.
broadcast-ask-version = «{ $language }» тіліндегі оқырмандарға арналған мәтінді осы хабарламаға жауап етіп жазыңыз. Сурет пен түймелерді қоспасаңыз, негізгілері қалады.
broadcast-locales-button = 🗣 Тілі
broadcast-countries-button = 🌍 Елдер
broadcast-topics-button = 🗂 Тақырыптар
broadcast-send-button = ✉️ Тарату
broadcast-discard-button = 🗑 Жою
broadcast-choose = Керегін белгілеңіз. Ештеңе белгіленбесе, бәріне барады.
broadcast-sure = { $kind ->
    [hidden] Хабарлама таңдалған чаттарға кетеді. Жеткенін қайтарып алу мүмкін емес. Таратасыз ба?
    [least] Хабарлама кемінде { $count } чатқа кетеді. Жеткенін қайтарып алу мүмкін емес. Таратасыз ба?
   *[exact] Хабарлама { $count } чатқа кетеді. Жеткенін қайтарып алу мүмкін емес. Таратасыз ба?
}
broadcast-yes-button = { $kind ->
    [exact] ✉️ Иә, тарату: { $count }
   *[hidden] ✉️ Иә, тарату
}
broadcast-discarded = Қаралама жойылды. Ештеңе жіберілген жоқ.
broadcast-gone = Бұл қаралама енді жоқ.
broadcast-running = { $kind ->
    [hidden] ✉️ <b>Таратылуда</b>
   *[shown] ✉️ <b>Таратылуда. Біткені: { $done }; барлық чаттар: { $all }</b>
}
broadcast-done = { $kind ->
    [hidden] ✅ <b>Тарату аяқталды</b>
   *[shown] ✅ <b>Тарату аяқталды. Барлық чаттар: { $all }</b>
}
broadcast-stopped = { $kind ->
    [hidden] ⏹ <b>Тарату тоқтатылды</b>
   *[shown] ⏹ <b>Тарату тоқтатылды. Барлық чаттар: { $all }</b>
}
broadcast-sent = Жетті: { $count }
broadcast-least = кемінде { $count }
broadcast-under = { $least } чаттан аз
broadcast-untold = Чаттар тым аз, сондықтан нәтижесі көрсетілмейді.
broadcast-lost = Ботты бұғаттаған не жойған: { $count }
broadcast-refused = Телеграм қабылдамады: { $count }
broadcast-skipped = Оқырман үзілісте не бас тартқан: { $count }
broadcast-unsent = Тоқтатылғандықтан жіберілмеді: { $count }
broadcast-stop-button = ⏹ Тоқтату
broadcast-error-empty = Хабарламаны пәрменнен кейін бірден жазыңыз: <code>/broadcast</code> және мәтін. Пішімдеу мен бір сурет болуы мүмкін. <code>Атауы | https://…</code> түріндегі соңғы жолдар түйме болады.
broadcast-error-html = Белгілеу { $tag } тұсында бұзылған: тег жабылмаған, реті дұрыс емес немесе Телеграм оны білмейді. Ештеңе сақталмады.
broadcast-error-long = Тым ұзын: { $length } таңба, ал { $most } сыяды.
broadcast-error-line = Бұл жолда мекенжайы бар түйме жоқ: { $line }. Былай болуы керек: <code>Атауы | https://…</code>
broadcast-error-buttons = Ең көбі { $most } түйме болады.
broadcast-error-media = Таратуға бір ғана сурет қосуға болады: альбом, бейне және файл болмайды. Ештеңе сақталмады.
broadcast-error-refused = Телеграм бұл хабарламаны қабылдамайды: { $reason }. Ештеңе сақталмады.
broadcast-error-unseen = Телеграм қазір жауап бермейді, хабарламаны тексеру мүмкін болмады. Ештеңе сақталмады, оны тағы бір рет жіберіңіз.
audit-broadcast-started = Тарату басталды: { $what }
audit-broadcast-stopped = Тарату тоқтатылды: { $what }
