proposals-title = <b>Found at these addresses: { $count }</b>
    Press a number to see more.
proposals-list-button = ← The whole list
proposal-chosen-button = Add this one
proposal-about = { $kind } · country: { $country } · language: { $language }
proposal-feed = Feed
proposal-channel = Channel
proposal-gap-unknown = How often something new appears cannot be told yet
proposal-teasers = Gives only the beginning of articles: I will read the rest on their pages
proposal-whole = Gives whole articles
proposal-unsure = Whether its articles are whole cannot be told yet
proposal-latest = Items: { $count }. The latest:
proposal-empty = No items yet.
proposal-asks-country = ❓ Which country is this outlet from?
proposal-asks-language = ❓ Which language does it write in?
addfeed-done = Added. I will read it for the first time shortly.
addfeed-nothing = Nothing was added.
addfeed-gone = This request was cancelled or is too old. Please start again.
addfeed-add-one-button = ✔️ Add
addfeed-add-button = ✔️ Add { $count }
addfeed-cancel-button = ✖️ Cancel
feed-gap-minutes = Something new about every { $count } min
feed-gap-days = { $count ->
    [one] Something new about every day
   *[other] Something new about every { $count } days
}
feed-polls = Last readings:
feed-polls-button = 🕓 All last readings
poll-nothing = nothing new
poll-brought = { $new } new, { $edited } edited.
feed-polling = ⏳ Reading “{ $title }”…
feed-polled-just-now = It was read just now. Please try again in a minute.
feed-address-button = ✏️ Address
feed-ask-address = Please reply to this message with the new address of “{ $title }”. Now: { $url }
feed-move-question = Read “{ $title }” at the new address? Its articles and the history of readings stay. The address until now: { $url }

    What is at the new one:
feed-move-button = ✔️ Read it there
feed-moved = “{ $title }” is now read at { $url }
feed-moved-back = ↩️ The earlier address is back.
feed-move-refused = The address was not changed. { $reason }
feed-error-address-taken = This address belongs to a feed that was removed. To read it again: /addfeed
opml-more = … and { $count } more
opml-adding = ⏳ Adding { $count } feeds…
opml-read = Read for the first time: { $read } of { $count }. Could not be read: { $failed }.
opml-refresh-button = 🔄 Refresh
opml-exported = Feeds and channels: { $count }. Any feed reader opens this file.
opml-gone = Telegram does not have this file any more. Please send it again.
opml-export-button = ⬇️ The list as an OPML file
suggested-button = 💡 Suggestions: { $count }
suggested-none = No new suggestions from readers.
suggested-title = <b>Readers’ suggestions: { $count }</b>
suggested-accept-button = { $place }. ✔️ Look at it
suggested-decline-button = { $place }. ✖️ Decline
suggest-usage = Which outlet is missing? Give the address of its site, feed or channel: /suggest https://example.org or /suggest @name

    The newsroom will look at it and decide.
suggest-waiting = Your suggestions that wait for the newsroom:
suggest-thanks = Thank you! The newsroom will look at { $url }
suggest-known = I read this already: “{ $title }”.
suggest-too-many = The newsroom has not looked at your earlier suggestions yet ({ $count }). Please wait a little.
suggest-full = There are too many suggestions at the moment. Please try again in a few days.
