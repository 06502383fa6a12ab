story-open-button = Batafsil
story-sources = <b>Manbalar: { $count }</b>
story-sources-more = … yana { $count } ta
story-gone = Bu yangilik endi yoʻq: maqolalari arxivdan oʻchirilgan.
story-share-button = ↗️ Ulashish
story-close-button = ✖️ Yopish
