story-open-button = Read more
story-sources = <b>Sources: { $count }</b>
story-sources-more = … and { $count } more
story-gone = This story is gone: its articles are no longer kept.
story-share-button = ↗️ Share
story-close-button = ✖️ Close
