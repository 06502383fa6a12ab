story-open-button = Подробнее
story-sources = <b>Источники: { $count }</b>
story-sources-more = … и ещё { $count }
story-gone = Этой новости больше нет: её статьи удалены из архива.
story-share-button = ↗️ Поделиться
story-close-button = ✖️ Закрыть
