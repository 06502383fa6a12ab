# Titles. $date is "Tuesday, 24 November", $time is "08:00".
digest-title = Top stories · { $date }, { $time }
digest-title-now = The last 24 hours · { $date }, { $time }
digest-title-latest = Latest news · { $date }, { $time }
digest-title-breaking = ⚡️ Breaking · { $time }
digest-title-follow = 🔔 You follow this · { $time }
digest-title-update = 🔔 An update on a story you follow · { $time }
digest-empty = Nothing that fits has come up in the last 24 hours. To change topics, countries and languages: /settings. To search earlier days: /search
digest-unanswered = No news feed has answered in the last 24 hours, so there is nothing to show. I keep trying; ask again in a few minutes: /digest
digest-followed = What you follow
digest-others = Other news
digest-omitted = { $count ->
    [one] And { $count } more story: /latest
   *[other] And { $count } more stories: /latest
}
digest-disagreement = ⚖️ Figures differ: { $figures }
digest-earlier = ⏪ Earlier: { $headline }
digest-newer-figures = ⚖️ Latest figures: { $figures }; earlier: { $before }
digest-more-sources = { $count } more
story-untitled = Untitled
digest-title-rest = More of the digest · { $date }, { $time }
digest-rest-button = { $count } more
digest-rest-none = That is everything in this digest.
digest-search-button = 🔎 Search
digest-pause-button = ⏸ Pause
