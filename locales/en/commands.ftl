command-digest = the last 24 hours on your topics
command-latest = the latest; add a topic or words if you like
command-search = find news by words
command-topics = choose topics
command-settings = languages, countries, hours and everything else
command-follow = follow a word or a name
command-mute = hide a word or an outlet
command-city = set the time zone by a city
command-stop = send nothing more
command-help = what I can do
command-privacy = what I know about you
command-deleteme = delete everything about me
command-addfeed = add a feed by its address
command-feeds = feeds and how they are
command-removefeed = remove a feed
help-intro = <b>Jarchi reads the news of Central Asia and tells you what matters.</b>

    Several outlets on one event make one story. ↻ marks a story you have seen that has news. Nothing is invented: every sentence comes from the article it links to.
help-search = Any message that is no command is a search.
help-newsroom = <b>For the newsroom</b>
privacy = <b>What I keep</b>

    The number of this chat, your choices (languages, countries, topics, hours, follows, mutes), and which stories you have had, so as not to repeat them.

    <b>What I do not keep</b>

    Names, phone numbers, locations, and your messages. What you ask is forgotten once it is answered.

    To delete everything: /deleteme
unknown-command = I do not know that command. What I can do: /help
unknown-kind = I understand text only. Tell me what to look for, or see /help
