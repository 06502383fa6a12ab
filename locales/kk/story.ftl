story-open-button = Толығырақ
story-sources = <b>Дереккөздер: { $count }</b>
story-sources-more = … тағы { $count }
story-gone = Бұл жаңалық енді жоқ: мақалалары мұрағаттан өшірілген.
story-share-button = ↗️ Бөлісу
story-close-button = ✖️ Жабу
