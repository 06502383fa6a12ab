addfeed-usage = Please give the address of a feed, a site or a channel, or several at once: /addfeed https://example.org/rss @name
addfeed-already = This is already here: <b>{ $title }</b>
    { $url }
addfeed-choices = That address is a page, not a feed. It has these feeds; please choose:
addfeed-rejected = Not added. { $reason }
feeds-title = <b>Feeds and channels: { $count }</b>, { $healthy } in order · page { $page } of { $pages }
feeds-none = No feeds or channels yet. To add one: /addfeed address
feeds-never = Never read yet
feeds-success = Last read: { $age }
feeds-counts = Last document: { $read } read; { $new } new ({ $archived } of them archive), { $edited } edited, { $known } known.
feeds-left-out = Lost: { $reasons }
feeds-teasers = The feed gives only the beginning of its articles. In the terminal: <code>{ $command }</code>
feeds-given-up = Articles that could not be read: { $count }
left-out-no-words = without words { $count }
left-out-repeated = repeated { $count }
left-out-beyond-limit = beyond the newest that are read { $count }
left-out-bad-link = link unusable { $count }
left-out-shared-guid = guid shared { $count }
left-out-undated = without date { $count }
left-out-bad-date = date unreadable { $count }
left-out-over-budget = over the day’s limit { $count }
left-out-edits-over-budget = changes over the day’s limit { $count }
removefeed-usage = There is no such feed or channel. Give its number from /feeds or its address: /removefeed 12
removefeed-question = Stop reading <b>{ $title }</b>?
    { $url }

    News that has come from it stays.
removefeed-yes-button = Yes, remove it
removefeed-done = Removed: “{ $title }”.
opml-plan = { $count ->
    [one] The file holds { $count } new feed.
   *[other] The file holds { $count } new feeds.
}
opml-done = { $count ->
    [one] { $count } feed added.
   *[other] { $count } feeds added.
}
opml-known = Already here: { $known }. Repeated in the file: { $duplicates }.
opml-refused = Cannot be used: { $count }
opml-refused-line = Line { $line }: { $what }. { $reason }
opml-refused-more = … and more lines: { $count }
opml-confirm = Nothing is changed yet.
feeds-none-so = There are no such feeds or channels.
feed-about = Outlet: { $source }
    Country: { $country } · language: { $language } · kind: { $outlet }
    Whole articles: { $full }
feed-paused = ⏸ Reading is paused.
feed-unknown = not given
feed-gap = Something new about every { $hours } h
feed-next = Next reading: { $time }
feed-pause-button = ⏸ Pause
feed-resume-button = ▶️ Read again
feed-due-button = 🔄 Read now
feed-title-button = ✏️ Name
feed-source-button = ✏️ Outlet
feed-country-button = Country
feed-language-button = Language
feed-outlet-button = Kind
feed-full-button = Whole articles
feed-remove-button = 🗑 Remove
feed-list-button = ← All feeds
feed-none-button = Do not give
feed-ask-title = Please reply to this message with the new name of the feed “{ $title }”.
feed-ask-source = Please reply to this message with the outlet’s name as readers see it. Now: “{ $title }”.
feed-restored = Restored: “{ $title }”.
feed-open-button = Open the feed
draft-foreign = A colleague began this, and only they can change or confirm it.
feed-yes = yes
feed-no = no
feed-field-title = name
feed-field-source = outlet
feed-field-country = country
feed-field-language = language
feed-field-outlet = kind
feed-field-full-text = whole articles
feed-field-paused = reading is paused
feed-field-due = reading now
feed-field-proxy = proxy
