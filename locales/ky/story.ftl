story-open-button = Кененирээк
story-sources = <b>Басылмалар: { $count }</b>
story-sources-more = … дагы { $count } макала
story-gone = Бул кабар эми жок: макалалары архивден өчүрүлгөн.
story-share-button = ↗️ Бөлүшүү
story-close-button = ✖️ Жабуу
story-save-button = 🔖 Сактоо
story-follow-button = 🔔 Көз салуу
story-saved = Сакталды. Сакталгандардын баары: /saved
story-unsaved = Сакталгандардан алынды.
story-followed = Уландысын ушул билдирүүгө жооп кылып жөнөтөм. Тизме: /following
story-followed-new = Эстеп калдым. Уландысы келиши үчүн /start басыңыз
story-unfollowed = Бул кабарга мындан ары көз салбайм.
story-too-many = { $count } кабардан ашык батпайт. Ашыгын алып салыңыз.
saved-screen = <b>Сакталгандар: { $count }</b>
saved-none = <b>Сакталгандар</b>

    Азырынча эч нерсе жок. Чыгарылыштын астындагы номер менен кабарды ачып, «🔖 Сактоо» дегенди басыңыз.
following-screen = <b>Уландысына көз салынгандар: { $count }</b>
following-none = <b>Уландысына көз салынгандар</b>

    Азырынча эч нерсе жок. Чыгарылыштын астындагы номер менен кабарды ачып, «🔔 Көз салуу» дегенди басыңыз. Сөздөр жана ысымдар: /follow
taste-more = Эске алам: мындай кабарлар жогору турат. Өзгөртүү: /settings
taste-less = Эске алам: мындай кабарлар төмөн турат. Өзгөртүү: /settings
taste-most = Мындан ары болбойт: /settings аркылуу өзгөртсөңүз болот
story-affair = 🧭 <b>Окуянын жүрүшү</b>
story-differences = ⚖️ <b>Басылмалар ар башкача жазган маалыматтар</b>
difference-death = Каза болгондор
difference-injured = Жабыркагандар
difference-missing = Дайынсыз жоголгондор
difference-rescue = Куткарылгандар
difference-arrest = Кармалгандар
difference-where = Кайда
difference-when = Качан
difference-hours = Убактысы
difference-amount = Сандар
difference-before = буга чейин: { $figures }
rating-more = Эмне көбүрөөк болсун?
rating-less = Эмне азыраак болсун? Мындай кабарлар төмөн турат, бирок жоголбойт.
story-related = 🔗 <b>Ушул темада</b>
