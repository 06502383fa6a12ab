topic-manage-button = 🛠 The bot’s topics (newsroom)
topic-list = <b>The bot’s topics: { $count }</b>, hidden { $hidden }

    What you change, all readers see at once.
topic-new-button = ➕ New topic
topic-list-button = ← All topics
topic-edit-button = ✏️ Edit
topic-merge-button = 🔗 Merge
topic-hide-button = 🙈 Hide
topic-show-button = 👁 Bring back
topic-titles-button = ✏️ Titles
topic-seeds-button = 🌱 Seed words
topic-try-button = 🔍 Try on the news
topic-use-button = ✔️ Put in use
topic-drop-button = ✖️ Cancel
topic-see-button = See it as it is now
topic-seeds = Words by which the topic is known:
topic-no-seeds = none yet
topic-is-hidden = 🙈 Hidden: it is not offered to readers, and no news gets it.
topic-merged = 🔗 Merged with the topic “{ $title }”.
topic-choose = With which topic should “{ $title }” be merged? Its words and readers go there, and it is hidden.
topic-added-draft = <b>New topic</b>, not in use yet
topic-edited-draft = <b>A change of the topic</b>, not in use yet
topic-merged-draft = <b>“{ $title }” will go into this one</b>, not in use yet
topic-hidden-draft = <b>The topic will be hidden</b>: it goes from the choice of readers who chose it. Not in use yet.
topic-shown-draft = <b>The topic will come back</b>, not in use yet
topic-ask-titles = Please reply to this message with the topic’s titles, each on its line. You can copy the lines and fill them in.

    { $form }
topic-ask-seeds = Please reply to this message with the topic’s words, separated by commas, a line for each language. Russian words in their base form, others as beginnings of words. Send as many lines as you like; other languages stay as they are.

    { $form }
topic-not-understood = The answer has no line such as “ru: word”.
topic-trying = 🔍 Trying it on the last day’s news: { $done } of { $total }
topic-effect = <b>{ $title }</b>: of the last day’s { $total } articles { $holds } will have this topic.
topic-takes = ➕ It takes: { $count }
topic-loses = ➖ It loses: { $count }
topic-others = Articles that change in other topics: { $count }
topic-sorting = ✔️ In use. Sorting the last day’s articles: { $done } of { $total }
topic-in-use = ✔️ In use: all readers have it so now.
topic-conflict = Somebody else changed the topic meanwhile, so nothing is put in use. Please see how it looks now.
topic-draft-gone = That change is no more: it was put in use or cancelled.
topic-too-many = There can be { $count } topics at most. Please hide or merge one first.
topic-error-titles = There is no title in: { $locales }.
topic-error-title-long = A title is longer than { $count } characters.
topic-error-language = I do not read that language: { $code }.
topic-error-no-seeds = There is no seed word: the topic would find nothing.
topic-error-many-seeds = There can be { $count } words of one language at most.
topic-error-seed = The word “{ $word }” will not do: it takes from 2 letters to 40 characters.
topic-error-everything = More than half of the news in one topic: it tells nothing apart. Please take out words that are too general.
audit-topic-added = New topic: { $what }
audit-topic-edited = Topic changed: { $what }
audit-topic-merged = Topics merged: { $what }
audit-topic-hidden = Topic hidden: { $what }
audit-topic-shown = Topic brought back: { $what }
