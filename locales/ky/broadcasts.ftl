command-broadcast = окурмандарга жазуу
broadcast-heading = 📣 Редакциядан
broadcast-screen = { $kind ->
    [hidden] <b>Таратуу: чаттар аз, саны көрсөтүлбөйт</b>
    [least] <b>Таратуу: кеминде { $count } чат</b>
   *[exact] <b>Таратуу: { $count } чат</b>
}
broadcast-locales = Тили: { $chosen }
broadcast-countries = Өлкөлөр: { $chosen }
broadcast-topics = Темалар: { $chosen }
broadcast-all = баары
broadcast-see = Билдирүү жогоруда. Башка тилдеги окурмандар аны кандай көрөрүн төмөнкү баскычтар көрсөтөт.
broadcast-by-language = Тилдер боюнча: { $counts }
broadcast-in-language = { $language } — { $count }
broadcast-in-language-few = { $language } — { $least } чаттан аз
broadcast-own-texts = ✍️ — өз тексти бар; калганына негизгиси барат.
broadcast-versions-button = ✍️ Башка тилдердеги текст
broadcast-versions = Кайсы тилдерде өзүнчө жазасыз? Калган окурмандар негизги текстти алышат.
broadcast-ask-version = «{ $language }» тилиндеги окурмандар үчүн текстти ушул билдирүүгө жооп кылып жазыңыз. Сүрөт менен баскычтарды кошпосоңуз, негизгилери калат.
broadcast-locales-button = 🗣 Тили
broadcast-countries-button = 🌍 Өлкөлөр
broadcast-topics-button = 🗂 Темалар
broadcast-send-button = ✉️ Таратуу
broadcast-discard-button = 🗑 Өчүрүү
broadcast-choose = Керектүүсүн белгилеңиз. Эч нерсе белгиленбесе, баарына барат.
broadcast-sure = { $kind ->
    [hidden] Билдирүү тандалган чаттарга кетет. Жеткенин кайтарып болбойт. Таратасызбы?
    [least] Билдирүү кеминде { $count } чатка кетет. Жеткенин кайтарып болбойт. Таратасызбы?
   *[exact] Билдирүү { $count } чатка кетет. Жеткенин кайтарып болбойт. Таратасызбы?
}
broadcast-yes-button = { $kind ->
    [exact] ✉️ Ооба, таратуу: { $count }
   *[hidden] ✉️ Ооба, таратуу
}
broadcast-discarded = Каралама өчүрүлдү. Эч нерсе жөнөтүлгөн жок.
broadcast-gone = Бул каралама эми жок.
broadcast-running = { $kind ->
    [hidden] ✉️ <b>Таратылууда</b>
   *[shown] ✉️ <b>Таратылууда. Бүткөнү: { $done }; бардык чаттар: { $all }</b>
}
broadcast-done = { $kind ->
    [hidden] ✅ <b>Таратуу бүттү</b>
   *[shown] ✅ <b>Таратуу бүттү. Бардык чаттар: { $all }</b>
}
broadcast-stopped = { $kind ->
    [hidden] ⏹ <b>Таратуу токтотулду</b>
   *[shown] ⏹ <b>Таратуу токтотулду. Бардык чаттар: { $all }</b>
}
broadcast-sent = Жетти: { $count }
broadcast-least = кеминде { $count }
broadcast-under = { $least } чаттан аз
broadcast-untold = Чаттар өтө аз, ошондуктан жыйынтыгы көрсөтүлбөйт.
broadcast-lost = Ботту бөгөттөгөн же өчүргөн: { $count }
broadcast-refused = Телеграм кабыл алган жок: { $count }
broadcast-skipped = Окурман тыныгууда же баш тарткан: { $count }
broadcast-unsent = Токтотулгандыктан жөнөтүлгөн жок: { $count }
broadcast-stop-button = ⏹ Токтотуу
broadcast-error-empty = Билдирүүнү буйруктан кийин эле жазыңыз: <code>/broadcast</code> жана текст. Форматтоо жана бир сүрөт болсо болот. Акыркы саптар <code>Аталышы | https://…</code> түрүндө болсо, баскыч болуп калат.
broadcast-error-html = Белгилөө { $tag } жеринде бузулган: тег жабылган эмес, тартиби туура эмес же Телеграм аны билбейт. Эч нерсе сакталган жок.
broadcast-error-long = Өтө узун: { $length } белги, ал эми { $most } сыят.
broadcast-error-line = Бул сапта дареги бар баскыч жок: { $line }. Мындай болушу керек: <code>Аталышы | https://…</code>
broadcast-error-buttons = Эң көбү { $most } баскыч болот.
broadcast-error-media = Таратууга бир гана сүрөт кошсо болот: альбом, видео жана файл болбойт. Эч нерсе сакталган жок.
broadcast-error-refused = Телеграм бул билдирүүнү кабыл албайт: { $reason }. Эч нерсе сакталган жок.
broadcast-error-unseen = Телеграм азыр жооп бербей жатат, билдирүүнү текшерүүгө мүмкүн болбоду. Эч нерсе сакталган жок, аны дагы бир жолу жөнөтүңүз.
audit-broadcast-started = Таратуу башталды: { $what }
audit-broadcast-stopped = Таратуу токтотулду: { $what }
