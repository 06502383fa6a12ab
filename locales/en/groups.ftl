groups-screen = <b>Your channels and groups</b>

    Everything is set here, in your private chat: subscribers and members see nothing before the first digest.
groups-none = None yet. Choose a channel or group, or add me with a button below.
groups-pick-button = Choose a channel or group
groups-add-channel-button = ➕ Add to a channel
groups-add-group-button = ➕ Add to a group
groups-pick = Choose with a button below the input field.

    In a channel I need one right: to post. In a group I need none, but I have to be a member already.
groups-channel-button = 📣 Channel
groups-group-button = 👥 Group
groups-picked = Chosen. The settings follow in the next message.
groups-added = I was added to the channel “{ $title }”. Set its digests up here: nothing appears in the channel before the first one.
groups-elsewhere = This chat is set up with /settings. The list of your channels and groups is in your private chat with me.
groups-private-button = Open the private chat
groups-gone = I am not in that chat. Please add me first: /groups
groups-begun = Done: digests will go there at the hour chosen.
groups-ended = Digests to that chat are stopped. Everything you chose is kept.
groups-end-button = ⏹ Stop the digests
groups-back-button = ← Channels and groups
follows-afar = Followed here: { $count }. ✖️ removes one; “At once” sends it without waiting for the digest.
mutes-afar = Muted here: { $count }. Tap one to show it again.
words-add-button = ➕ Add
groups-addfollow = Which words or name should I follow? Reply to this message.
groups-addmute = Which word or outlet should I mute? Reply to this message.
groups-words-hint = words or a name
