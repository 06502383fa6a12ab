story-open-button = Муфассал
story-sources = <b>Манбаъҳо: { $count }</b>
story-sources-more = … боз { $count }
story-gone = Ин хабар дигар нест: мақолаҳояш аз бойгонӣ нест карда шудаанд.
story-share-button = ↗️ Ба дӯстон
story-close-button = ✖️ Пӯшидан
