digest-taken-back = 🚫 The editors took this story back.
correction-hidden = ❗️ <b>Correction.</b> The editors took back the story “{ $headline }”, which you were sent. Please do not rely on it or pass it on.
story-hidden = 🚫 The editors took this story back: something in it was wrong.
story-edited-headline = ✏️ Headline by the editors
edit-button = ✏️ Edit
edit-sources = { $count ->
    [one] { $count } article
   *[other] { $count } articles
}
edit-is-hidden = 🚫 This story is taken back: readers do not see it.
edit-is-pinned = 📌 Pinned until { $time }.
edit-is-headline = ✍️ Editors’ headline: { $headline }
edit-hide-button = 🚫 Take back
edit-hide-tell-button = 🚫 Take back and tell
edit-tell-nobody = Nobody has been told this story yet. Take it back? Whoever still gets it is sent a correction.
edit-tell-few = The story is taken back, and a correction goes at once to the chats that were told it, fewer than { $least }. It cannot be undone. Take back and tell?
edit-tell-sure = { $count ->
    [one] The story is taken back, and a correction goes at once to the { $count } chat that was told it. It cannot be undone. Take back and tell?
   *[other] The story is taken back, and a correction goes at once to the { $count } chats that were told it. It cannot be undone. Take back and tell?
}
edit-tell-yes-button = 🚫 Yes, take back and tell
edit-show-button = 👁 Show again
edit-pin-button = 📌 Pin in the next digest
edit-unpin-button = 📌 Unpin
edit-split-button = ✂️ Split
edit-merge-button = 🔗 Merge
edit-topic-button = 🗂 Topic
edit-headline-button = ✍️ Headline
edit-unheadline-button = ✍️ Restore headline
edit-changed = The story has changed meanwhile. This is how it is now; please press again.
edit-hidden = Taken back. Whoever has not got it will not get it.
edit-hidden-told = Taken back. Those who got it are being sent a correction.
edit-undone-hidden = Readers see the story again.
edit-done-pinned = The story will come first in the next digest.
edit-undone-pinned = Unpinned.
edit-done-topic = The topic is changed.
edit-undone-topic = The topic is what it was.
edit-done-headline = The headline is changed. Readers see that it is the editors’.
edit-undone-headline = The outlet’s headline is back.
edit-done-merged = Merged. These articles stay together from now on.
edit-done-split = Split. These articles stay apart from now on.
edit-split-ask = Choose the articles about another event; they become a story of their own.
edit-split-do = ✂️ Split off { $count }
edit-split-none = You can split off some of the articles, but not all.
edit-merge-ask = Which story shall it be merged with?
edit-merge-none = No story of the last days is like this one.
edit-topic-ask = Under which topic shall the story stand?
edit-headline-ask = Tap a command to copy it, and add the new headline in the same language.
edit-headline-stands = The editors’ headline of this story is now “{ $headline }”. To replace it, tap the command, which copies it, and send it:
edit-headline-wrong = Write <code>/headline NUMBER new headline</code>, { $most } characters at most. The button “✍️ Headline” of a story shows the number.
digest-pinned = 📌 Editors’ choice
command-headline = replace a story’s headline
audit-story-hidden = Story taken back: { $what }
audit-story-not-hidden = Story shown again: { $what }
audit-story-pinned = Story pinned: { $what }
audit-story-not-pinned = Story unpinned: { $what }
audit-story-topic = Story’s topic: { $what }
audit-story-headline = Story’s headline: { $what }
audit-story-not-headline = Outlet’s headline restored: { $what }
audit-story-merged = Stories merged: { $what }
audit-story-split = Story split: { $what }
