command-alerts = what you hear of when something goes wrong
alerts-title = Alerts
alerts-how = Choose what you want to hear of when it goes wrong. Each alert comes once, says what to do, and one more message comes when all is in order again.
alerts-now = Wrong at the moment
alerts-well = ✅ Nothing is wrong at the moment.
alerts-more = … and more: { $count }
alerts-all-button = All of them
alerts-none-button = None of them
alerts-wake-button = 🔔 Hear again of all I muted
trouble-mute-button = 🔇 Mute
trouble-snooze-button = 💤 Tomorrow
trouble-wake-button = 🔔 Hear of it again
trouble-muted = 🔇 You will hear no more of this.
trouble-snoozed = 💤 If it still lasts tomorrow, you will hear of it again.
trouble-past = This is in order again.
trouble-title = “{ $title }”
trouble-feed-gone-name = Feed cannot be read
trouble-feed-silent-name = Feed is silent
trouble-feed-moved-name = Feed has moved
trouble-feed-layout-name = Feed’s texts are broken
trouble-feed-flood-name = Feed floods
trouble-deliveries-name = Messages are not sent
trouble-workers-name = Texts are not read
trouble-disk-name = Disk is nearly full
trouble-backup-name = Backup is old
trouble-feed-gone = ⚠️ <b>The feed “{ $title }” can no longer be read.</b>

    What to do: open the feed and see what the site answers. If it has a new address, add that with /addfeed; if the outlet has closed, remove the feed.
trouble-feed-silent = ⚠️ <b>The feed “{ $title }” has been silent for longer than ever before:</b> nothing new for { $span ->
        [hours] { $count } h
       *[days] { $count } d
    }.

    What to do: look at the outlet’s site. If there is news, the feed is broken or has another address: add that with /addfeed.
trouble-feed-moved = ⚠️ <b>The feed “{ $title }” has moved</b> to { $host }.

    What to do: if that is the same outlet, nothing; the bot follows by itself. If it is not, remove the feed.
trouble-feed-layout = ⚠️ <b>The newest texts of the feed “{ $title }” are empty or all alike.</b> The site’s layout has probably changed.

    What to do: open the feed and compare with the site. If whole articles are fetched, switch that off; or pause the feed.
trouble-feed-flood = ⚠️ <b>The feed “{ $title }” floods:</b> new articles within 24 hours: { $today }{ $usual ->
        [0] {""}
       *[known] , usually { $usual }
    }.

    What to do: open the feed. If they are adverts or old articles, pause it.
trouble-deliveries = ⚠️ <b>Messages to readers are late or cannot be sent.</b> Failed within an hour: { $refused }.

    What to do: if Telegram itself does not work, wait; nothing is lost. Otherwise ask whoever runs the bot to look at its log and start it again.
trouble-workers = ⚠️ <b>New articles cannot be read:</b> the part of the bot that understands texts does not work.

    What to do: ask whoever runs the bot to look at its memory and its log. The articles wait and are read later.
trouble-disk = ⚠️ <b>The disk is nearly full:</b> { $free } MB are free, { $needed } MB should be.

    What to do: ask whoever runs the bot to make room, or to keep articles for fewer days.
trouble-backup = ⚠️ <b>The newest backup is too old:</b> { $hours } h have passed without one.

    What to do: ask whoever runs the bot to look at its log. Usually the disk is full, or the copy cannot be sent on.
trouble-feed-gone-over = ✅ The feed “{ $title }” can be read again.
trouble-feed-silent-over = ✅ The feed “{ $title }” has news again.
trouble-feed-moved-over = ✅ The feed “{ $title }” is read at its address again.
trouble-feed-layout-over = ✅ The texts of the feed “{ $title }” are in order again.
trouble-feed-flood-over = ✅ The feed “{ $title }” no longer floods.
trouble-deliveries-over = ✅ Messages to readers are sent again.
trouble-workers-over = ✅ New articles are read again.
trouble-disk-over = ✅ There is enough room on the disk again.
trouble-backup-over = ✅ There is a fresh backup again.
