topic-manage-button = 🛠 Боттун темалары
topic-list = <b>Боттун темалары: { $count }</b>, жашырылганы { $hidden }

    Эмнени өзгөртсөңүз, бардык окурмандар дароо көрөт.
topic-new-button = ➕ Жаңы тема
topic-list-button = ← Бардык темалар
topic-edit-button = ✏️ Өзгөртүү
topic-merge-button = 🔗 Бириктирүү
topic-hide-button = 🙈 Жашыруу
topic-show-button = 👁 Кайтаруу
topic-titles-button = ✏️ Аталыштар
topic-seeds-button = 🌱 Сөздөр
topic-try-button = 🔍 Жаңылыктарда сыноо
topic-use-button = ✔️ Колдонуу
topic-drop-button = ✖️ Баш тартуу
topic-see-button = Азыркысын көрүү
topic-seeds = Теманы тааный турган сөздөр:
topic-no-seeds = азырынча жок
topic-is-hidden = 🙈 Жашырылган: окурмандарга сунушталбайт, жаңылыктар аны албайт.
topic-merged = 🔗 «{ $title }» темасы менен бириктирилген.
topic-choose = «{ $title }» кайсы тема менен бириксин? Сөздөрү менен окурмандары ошого өтөт, өзү жашырылат.
topic-added-draft = <b>Жаңы тема</b>, азырынча колдонула элек
topic-edited-draft = <b>Теманы өзгөртүү</b>, азырынча колдонула элек
topic-merged-draft = <b>Буга «{ $title }» кошулат</b>, азырынча колдонула элек
topic-hidden-draft = <b>Тема жашырылат</b>: аны тандаган окурмандардын тандоосунан чыгат. Азырынча колдонула элек.
topic-shown-draft = <b>Тема кайтарылат</b>, азырынча колдонула элек
topic-ask-titles = Бул билдирүүгө жооп бериңиз: теманын аталыштары, ар бири өз сабында. Саптарды көчүрүп, толуктасаңыз болот.

    { $form }
topic-ask-seeds = Бул билдирүүгө жооп бериңиз: теманын сөздөрү үтүр менен, ар бир тилге бирден сап. Орусча сөздөр — баштапкы формада, калгандары — сөздүн башы. Канча сап жөнөтсөңүз болот, калган тилдер өзгөрбөйт.

    { $form }
topic-not-understood = Жоопто «ru: сөз» сыяктуу саптар жок.
topic-trying = 🔍 Акыркы сутканын жаңылыктарында сынап жатам: { $done }, баары { $total }
topic-effect = <b>{ $title }</b>: акыркы сутканын { $total } жаңылыгынан бул теманы { $holds } алат.
topic-takes = ➕ Кошулат: { $count }
topic-loses = ➖ Чыгат: { $count }
topic-others = Дагы башка темалары өзгөргөн жаңылыктар: { $count }
topic-sorting = ✔️ Колдонулду. Акыркы сутканын жаңылыктарын бөлүп жатам: { $done }, баары { $total }
topic-in-use = ✔️ Колдонулду: эми бардык окурмандарда ушундай.
topic-conflict = Теманы ушул арада дагы бирөө өзгөрттү, ошондуктан эч нерсе колдонулган жок. Азыркысын карап көрүңүз.
topic-draft-gone = Бул өзгөртүү жок: колдонулган же баш тартылган.
topic-too-many = Эң көбү { $count } тема болот. Алгач бирин жашырыңыз же бириктириңиз.
topic-error-titles = Бул тилдерде аталышы жок: { $locales }.
topic-error-title-long = Аталышы { $count } белгиден узун.
topic-error-language = Мындай тилде окубайм: { $code }.
topic-error-no-seeds = Бир да сөзү жок: тема эч нерсе таппайт.
topic-error-many-seeds = Бир тилге { $count } сөздөн көп болбойт.
topic-error-seed = «{ $word }» сөзү жарабайт: 2 тамгадан 40 белгиге чейин керек.
topic-error-everything = Жаңылыктардын жарымынан көбү бир темада: мындайда ал эч нерсени айырмалабайт. Өтө жалпы сөздөрдү алып салыңыз.
audit-topic-added = Жаңы тема: { $what }
audit-topic-edited = Тема өзгөрдү: { $what }
audit-topic-merged = Темалар бириктирилди: { $what }
audit-topic-hidden = Тема жашырылды: { $what }
audit-topic-shown = Тема кайтарылды: { $what }
