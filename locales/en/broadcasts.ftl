command-broadcast = write to the readers
broadcast-heading = 📣 From the editors
broadcast-screen = { $kind ->
    [hidden] <b>Broadcast: few chats, so their number is not shown</b>
    [least] <b>Broadcast: at least { $count } chats</b>
   *[exact] { $count ->
        [one] <b>Broadcast: { $count } chat</b>
       *[other] <b>Broadcast: { $count } chats</b>
    }
}
broadcast-locales = Language: { $chosen }
broadcast-countries = Countries: { $chosen }
broadcast-topics = Topics: { $chosen }
broadcast-all = all
broadcast-see = The message is shown above. The buttons show it as readers of each language see it.
broadcast-by-language = By language: { $counts }
broadcast-in-language = { $language } — { $count }
broadcast-in-language-few = { $language } — fewer than { $least }
broadcast-own-texts = ✍️ has a text of its own; the others get the main one.
broadcast-versions-button = ✍️ Text in other languages
broadcast-versions = Which languages get a text of their own? All other readers get the main text.
broadcast-ask-version = Reply to this message with the text for readers in { $language }. Without a picture or buttons, the main ones stay.
broadcast-locales-button = 🗣 Language
broadcast-countries-button = 🌍 Countries
broadcast-topics-button = 🗂 Topics
broadcast-send-button = ✉️ Send
broadcast-discard-button = 🗑 Discard
broadcast-choose = Choose whom it is for. If nothing is chosen, it goes to all.
broadcast-sure = { $kind ->
    [hidden] The message will go to the chosen chats. What has arrived cannot be taken back. Send it?
    [least] The message will go to at least { $count } chats. What has arrived cannot be taken back. Send it?
   *[exact] { $count ->
        [one] The message will go to { $count } chat. What has arrived cannot be taken back. Send it?
       *[other] The message will go to { $count } chats. What has arrived cannot be taken back. Send it?
    }
}
broadcast-yes-button = { $kind ->
    [exact] ✉️ Yes, send: { $count }
   *[hidden] ✉️ Yes, send
}
broadcast-discarded = The draft is deleted. Nothing was sent.
broadcast-gone = This draft is gone.
broadcast-running = { $kind ->
    [hidden] ✉️ <b>Sending</b>
   *[shown] ✉️ <b>Sending. Done: { $done }; chats: { $all }</b>
}
broadcast-done = { $kind ->
    [hidden] ✅ <b>The broadcast has ended</b>
   *[shown] ✅ <b>The broadcast has ended. Chats: { $all }</b>
}
broadcast-stopped = { $kind ->
    [hidden] ⏹ <b>Stopped</b>
   *[shown] ⏹ <b>Stopped. Chats: { $all }</b>
}
broadcast-sent = Arrived: { $count }
broadcast-least = at least { $count }
broadcast-under = fewer than { $least }
broadcast-untold = There are too few chats to tell how it went.
broadcast-lost = Blocked or removed the bot: { $count }
broadcast-refused = Refused by Telegram: { $count }
broadcast-skipped = Paused or stopped by the reader: { $count }
broadcast-unsent = Not sent because of the stop: { $count }
broadcast-stop-button = ⏹ Stop
broadcast-error-empty = Write the message right after the command: <code>/broadcast</code> and the text. It may have formatting and one picture. Last lines of the form <code>Name | https://…</code> become buttons.
broadcast-error-html = The markup is broken at { $tag }: a tag is not closed, closed in the wrong order, or unknown to Telegram. Nothing was stored.
broadcast-error-long = Too long: { $length } characters, where { $most } fit.
broadcast-error-line = This line has no button with an address: { $line }. It should be <code>Name | https://…</code>
broadcast-error-buttons = There may be { $most } buttons at most.
broadcast-error-media = A broadcast may have one picture, but no album, video or file. Nothing was stored.
broadcast-error-refused = Telegram does not accept this message: { $reason }. Nothing was stored.
broadcast-error-unseen = Telegram is not answering at the moment, so the message could not be tried. Nothing was stored; please send it again.
audit-broadcast-started = Broadcast started: { $what }
audit-broadcast-stopped = Broadcast stopped: { $what }
