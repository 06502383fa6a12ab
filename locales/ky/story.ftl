story-open-button = Кененирээк
story-sources = <b>Булактар: { $count }</b>
story-sources-more = … дагы { $count }
story-gone = Бул кабар эми жок: макалалары архивден өчүрүлгөн.
story-share-button = ↗️ Бөлүшүү
story-close-button = ✖️ Жабуу
