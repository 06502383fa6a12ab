story-open-button = Read more
story-sources = <b>Outlets: { $count }</b>
story-sources-more = … and { $count ->
        [one] { $count } more article
       *[other] { $count } more articles
    }
story-gone = This story is gone: its articles are no longer kept.
story-share-button = ↗️ Share
story-close-button = ✖️ Close
story-save-button = 🔖 Save
story-follow-button = 🔔 Follow
story-saved = Saved. All you saved: /saved
story-unsaved = Removed from what you saved.
story-followed = I will send what comes next as a reply. The list: /following
story-followed-new = Noted. To be sent what comes next, press /start
story-unfollowed = You no longer follow this story.
story-too-many = The list holds { $count }. Please remove something first.
saved-screen = <b>Saved: { $count }</b>
saved-none = <b>Saved</b>

    Nothing yet. Open a story by its number under a digest and press “🔖 Save”.
following-screen = <b>Stories you follow: { $count }</b>
following-none = <b>Stories you follow</b>

    None yet. Open a story by its number under a digest and press “🔔 Follow”. Words and names: /follow
taste-more = Noted: such stories will stand higher. To change that: /settings
taste-less = Noted: such stories will stand lower. To change that: /settings
taste-most = That is as far as it goes; /settings changes it
story-affair = 🧭 <b>How it developed</b>
story-differences = ⚖️ <b>Where outlets differ</b>
difference-death = Dead
difference-injured = Injured
difference-missing = Missing
difference-rescue = Rescued
difference-arrest = Detained
difference-where = Where
difference-when = When
difference-hours = Time of day
difference-amount = Figures
difference-before = earlier: { $figures }
rating-more = What would you like more of?
rating-less = What would you like less of? It will stand lower; nothing disappears.
story-related = 🔗 <b>Related</b>
