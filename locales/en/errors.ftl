error-unexpected = Something went wrong, and it is my fault. Please try again a little later.
error-too-fast = That was fast: please give me a minute.
storage-damaged = The database is damaged. Please tell whoever runs this bot.
storage-older = The database is older than this version of the bot. Please tell whoever runs it.
storage-newer = The database is newer than this version of the bot. Please tell whoever runs it.
storage-absent = The database was not found. Please tell whoever runs this bot.
storage-foreign = This is not the database of this bot. Please tell whoever runs it.
storage-interrupted = The bot is stopping, so this was not saved. Please try a little later.
storage-full = The server has run out of space, so this was not saved. Please try later.
storage-unwritable = The bot cannot write to its database. Please tell whoever runs it.
storage-refused = The bot cannot reach its database at the moment. Please try again in a minute.
storage-held = Another program is using the database. Please tell whoever runs this bot.
storage-itself = This is the database itself: please name another file.
feed-error-address = This does not look like an address.
feed-error-scheme = Only addresses that begin with http:// or https:// will do.
feed-error-credentials = I do not take addresses with a password in them: please remove the name and password.
feed-error-private-address = This address leads into a private network, where I do not go.
feed-error-no-such-host = There is no site of that name.
feed-error-connect = Could not connect to the server.
feed-error-proxy = The settings have no proxy “{ $name }” (HTTP_PROXIES).
feed-error-timeout = The server did not answer in time.
feed-error-slow = The server sends its data too slowly.
feed-error-tls = No secure connection: the certificate is not in order.
feed-error-bad-http = The server’s answer is not proper HTTP.
feed-error-cut-short = The answer broke off halfway.
feed-error-compression = The answer is badly compressed and cannot be unpacked.
feed-error-too-large = The answer is larger than { $mebibytes } MB.
feed-error-empty = The answer was empty.
feed-error-overlong = Reading the feed takes too long.
feed-error-internal = The feed could not be read: the fault is ours.
feed-error-workers = The feed could not be read, as our own reading processes had failed; it will be tried again soon.
feed-error-broken = The feed is broken and cannot be read.
feed-error-not-a-feed = There is no RSS or Atom feed at this address.
feed-error-html = There is an ordinary page at this address, not a feed.
feed-error-sitemap = This is a site map, not a feed.
feed-error-gone = The feed no longer exists: the server says it was removed for good.
feed-error-not-found = There is nothing at this address (404).
feed-error-forbidden = { $status ->
    [401] The server asks for a name and password (401).
    [402] The server asks for payment (402).
    [407] A proxy on the way asks for a name and password (407).
    [451] The server may not show this, for legal reasons (451).
   *[403] The server refuses to let us in ({ $status }).
}
feed-error-server = The server has an error ({ $status }).
feed-error-status = The server answered with an unexpected code, { $status }.
feed-error-rate-limited = The server asks us to come less often.
feed-error-redirect = The server redirects to an address that will not do.
feed-error-redirects = More than { $limit } redirects in a row.
feed-error-unasked-304 = The server said “not modified” although we had not asked.
feed-error-over-budget = The feed brings more than { $limit } new articles a day, or very long texts; left out just now: { $count }.
feed-error-edits-over-budget = The feed makes more than { $limit } edits a day, or very long ones; left out just now: { $count }.
feed-error-stale = { $days ->
    [one] Nothing new for { $days } day.
   *[other] Nothing new for { $days } days.
}
feed-error-opml-broken = The OPML file cannot be read.
feed-error-opml-empty = There is no feed in the OPML file.
feed-error-opml-too-large = The OPML file is too large.
feed-error-opml-line = This line cannot be read.
feed-error-opml-no-address = This line gives no address of a feed.
feed-error-opml-cut = The file breaks off here; the rest is missing.
