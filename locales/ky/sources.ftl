proposals-title = <b>Бул даректерден табылганы: { $count }</b>
    Кененирээк көрүү үчүн номерин басыңыз.
proposals-list-button = ← Толук тизме
proposal-chosen-button = Муну кошуу
proposal-about = { $kind } · өлкөсү: { $country } · тили: { $language }
proposal-feed = Лента
proposal-channel = Канал
proposal-gap-unknown = Жаңысы канча убакытта бир чыгары азырынча белгисиз
proposal-teasers = Макалалардын башын гана берет: толугун барактарынан окуйм
proposal-whole = Макалаларды толугу менен берет
proposal-unsure = Макалалар толукпу же жокпу, азырынча белгисиз
proposal-latest = Жазуулар: { $count }. Акыркылары:
proposal-empty = Азырынча жазуу жок.
proposal-asks-country = ❓ Бул кайсы өлкөнүн басылмасы?
proposal-asks-language = ❓ Ал кайсы тилде жазат?
addfeed-done = Кошулду. Жакында биринчи жолу окуйм.
addfeed-nothing = Эч нерсе кошулган жок.
addfeed-gone = Бул сурам жокко чыгарылган же эскирген. Кайрадан баштаңыз.
addfeed-add-one-button = ✔️ Кошуу
addfeed-add-button = ✔️ Кошуу: { $count }
addfeed-cancel-button = ✖️ Жокко чыгаруу
feed-gap-minutes = Жаңысы болжол менен { $count } мүнөттө бир чыгат
feed-gap-days = Жаңысы болжол менен { $count } күндө бир чыгат
feed-polls = Акыркы окуулар:
feed-polls-button = 🕓 Акыркы окуулардын баары
poll-nothing = жаңы эч нерсе жок
poll-brought = жаңысы { $new }, өзгөргөнү { $edited }.
feed-polling = ⏳ «{ $title }» окулууда…
feed-polled-just-now = Ал жаңы эле окулду. Бир мүнөттөн кийин аракет кылыңыз.
feed-address-button = ✏️ Дареги
feed-ask-address = Бул билдирүүгө «{ $title }» үчүн жаңы даректи жазып жооп бериңиз. Азыр: { $url }
feed-move-question = «{ $title }» жаңы даректен окулсунбу? Макалалар жана окуулардын тарыхы сакталат. Мурунку дарек: { $url }

    Жаңы даректен табылганы:
feed-move-button = ✔️ Ошол жерден окуу
feed-moved = «{ $title }» эми бул даректен окулат: { $url }
feed-moved-back = ↩️ Мурунку дарек кайтарылды.
feed-move-refused = Дарек өзгөргөн жок. { $reason }
feed-error-address-taken = Бул дарек мурда алып салынган лентаныкы. Аны кайра окуу үчүн: /addfeed
opml-more = … жана дагы { $count }
opml-adding = ⏳ Ленталар кошулууда: { $count }…
opml-read = Биринчи жолу окулганы: { $count } лентанын ичинен { $read }. Окулбай калганы: { $failed }.
opml-exported = Ленталар жана каналдар: { $count }. Файлды лента окуган каалаган программа ачат.
opml-gone = Бул файл Телеграмда калган жок. Аны кайра жөнөтүңүз.
opml-export-button = ⬇️ Тизме OPML файлы менен
suggested-button = 💡 Сунуштар: { $count }
suggested-none = Окурмандардан жаңы сунуш жок.
suggested-title = <b>Окурмандардын сунуштары: { $count }</b>
suggested-accept-button = { $place }. ✔️ Карап көрүү
suggested-decline-button = { $place }. ✖️ Четке кагуу
suggest-usage = Кайсы басылма жетишпейт? Анын сайтынын, лентасынын же каналынын дарегин жазыңыз: /suggest https://example.org же /suggest @name

    Редакция карап чыгып, чечет.
suggest-waiting = Редакциянын чечимин күтүп турган сунуштарыңыз:
suggest-thanks = Рахмат! Редакция карап чыгат: { $url }
suggest-known = Муну мен окуп жүрөм: «{ $title }».
suggest-too-many = Редакция мурунку сунуштарыңызды ({ $count }) али карай элек. Күтө туруңуз.
suggest-full = Азыр сунуштар өтө көп. Бир нече күндөн кийин аракет кылыңыз.
