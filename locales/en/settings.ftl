settings-title = <b>Settings</b>
settings-digests = 🕗 Digests: { $hours }; { $days }
settings-zone = 📍 { $city } ({ $clock })
settings-topics = 🗂 Topics: { $topics }
settings-countries = 🌏 Countries: { $countries }
settings-languages = 📖 News in: { $languages }
settings-breaking-line = ⚡️ Breaking news: { $state }
settings-stopped = Digests are stopped.
settings-new = Press Done and digests will start coming.
settings-topics-button = Topics
settings-countries-button = Countries
settings-languages-button = News languages
settings-hours-button = Digest hours
settings-weekdays-button = Weekdays
settings-zone-button = Time zone
settings-quiet-button = Quiet hours
settings-breaking-button = Breaking news
settings-follows-button = Follows
settings-mutes-button = Muted
settings-tastes-button = Preferences
settings-pause-button = Pause
settings-locale-button = Bot language
state-on = on
state-off = off
all-of-them = all
every-day = every day
country-kg = Kyrgyzstan
country-kz = Kazakhstan
country-uz = Uzbekistan
country-tj = Tajikistan
country-tm = Turkmenistan
country-world = World
locale-screen = <b>Bot language</b>
languages-screen = <b>News languages</b>

    You see news that was reported in at least one of the languages you choose. None chosen means all.

    Searches and follows also find what is written about it in other languages; the button below turns this off.
languages-elsewhere-button = Search other languages too
countries-screen = <b>Countries</b>

    Which countries the news is about. None chosen means all.
topics-screen = <b>Topics</b>

    None chosen means all.
hours-screen = <b>When to send the news</b>

    Now: { $hours }. You can choose several hours.
    Time zone: { $city } ({ $clock }).
hours-at-least-one = At least one hour is needed. To stop the digests: /stop
weekdays-screen = <b>Weekdays</b>

    The days on which news is sent.
weekdays-at-least-one = At least one day is needed. To stop the digests: /stop
zone-screen = <b>Time zone</b>

    { $city } ({ $clock }). If your city is not here, type it: /city Warsaw. The time it is for you now will do, too: /city 14:05. Or send me your location (📎): I only look up the time zone and keep nothing of the place.
zone-not-found = “{ $name }” is not on my list of cities. Please choose any with the same time.
zone-change = 📍 Another city
quiet-none = <b>Quiet hours</b>

    None set. During quiet hours messages come without a sound, or wait for the next digest.
quiet-silent = <b>Quiet hours: { $start } – { $end }</b>

    Messages come without a sound.
quiet-hold = <b>Quiet hours: { $start } – { $end }</b>

    Nothing comes; the news waits for the next digest.
quiet-silent-button = Without a sound
quiet-hold-button = Keep for the digest
quiet-off-button = No quiet hours
breaking-screen = <b>Breaking news</b>

    When several outlets report something within a short time, I write at once and do not wait for the digest.
breaking-button = Send breaking news
breaking-quiet-button = In quiet hours too
pause-none = <b>Pause</b>

    For how many days? After that, digests resume by themselves.
pause-until = ⏸ Paused. Digests resume on { $date }.
pause-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
pause-end-button = End the pause
pause-undo-button = ↩️ Undo
pause-undone = The pause has been undone.
follows-none = <b>Follows</b>

    None yet. Type, for example, /follow Jibek Jolu, and no news with these words, in any form, will slip by.
follows-screen = <b>Follows: { $count }</b>

    ✖️ removes one; “At once” sends it without waiting for the digest. To add: /follow words
follow-added = Following “{ $words }”: such news gets its own place in your digest.
follow-needs-start = For digests to come, press /start
follow-at-once-button = At once
follows-all-button = All follows
follow-error-many = { $count ->
    [one] You can follow { $count } thing at most. Please remove one first: /follow
   *[other] You can follow { $count } things at most. Please remove one first: /follow
}
follow-error-gone = You no longer follow this.
follow-error-empty = I could not tell what to follow. Type words or a name, for example: /follow Jibek Jolu
mutes-none = <b>Muted</b>

    Nothing yet. Type a word or the name of an outlet, for example /mute horoscope, and I will not send such news.
mutes-screen = <b>Muted: { $count }</b>

    Tap to show it again. To add: /mute word or outlet
mute-added-words = I will send no more news with “{ $text }”.
mute-added-source = I will show no more news from “{ $text }”.
mutes-all-button = Everything muted
tastes-none = <b>Preferences</b>

    None yet. Press 👍 or 👎 under a digest or a story: such stories will stand higher or lower.
tastes-screen = <b>Preferences: { $count }</b>

    Stories of these topics and outlets stand higher (▲) or lower (▼), and nothing disappears. Press one to remove it.
tastes-reset-button = Reset all
settings-look-button = Look of digests
look-screen = <b>How digests look</b>

    Normal: the headline and a summary to unfold. Short: one sentence. Headlines: nothing else. The picture is the one that the top story’s own page shows.
look-normal-button = Normal
look-short-button = Short
look-headlines-button = Headlines
look-picture-button = Picture of the top story
zone-clock-button = 🕐 By the time now
clock-screen = <b>What time is it for you now?</b>
settings-groups-button = 📣 Channels and groups
