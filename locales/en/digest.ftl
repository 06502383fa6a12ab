# Titles. $date is "Tuesday, 24 November", $time is "08:00".
digest-title = Top stories · { $date }, { $time }
digest-title-now = The last 24 hours · { $date }, { $time }
digest-title-latest = Latest · { $date }, { $time }
digest-title-breaking = ⚡️ Breaking · { $time }
digest-title-follow = 🔔 You follow this · { $time }
digest-empty = Nothing you chose has come up in the last 24 hours. You can add topics, countries and languages in /settings.
digest-followed = You follow
digest-others = Other news
digest-omitted = { $count ->
    [one] And { $count } more story: /latest
   *[other] And { $count } more stories: /latest
}
digest-disagreement = ⚖️ Figures differ: { $figures }
digest-more-sources = { $count } more
story-untitled = Untitled
