command-digest = the last 24 hours on your topics
command-latest = the latest news; add a topic or words if you like
command-week = the main events of the last seven days
command-search = find news by words
command-topics = choose topics
command-settings = languages, countries, hours and everything else
command-follow = follow a word or a name
command-mute = mute a word or an outlet
command-saved = the stories you saved
command-following = the stories whose news you follow
command-city = set the time zone by a city
command-suggest = suggest an outlet or a channel
command-stop = send nothing more
command-help = what I can do
command-privacy = what I keep about you
command-export = everything I keep about you, in one file
command-deleteme = delete everything I keep about you
command-addfeed = add a feed or channel by its address
command-feeds = feeds, channels and their health
command-removefeed = remove a feed or channel
help-intro = <b>Jarchi reads the news of Central Asia and sends you what matters.</b>

    Several outlets on one event make one story. ↻ marks a story you have seen that has something new. Every sentence is taken from one of the linked articles; I add nothing of my own.
help-search = To find news, just send me words; no command is needed.
help-newsroom = <b>For the newsroom</b>
privacy = <b>What I keep</b>

    • the number of this chat and the date it was first set up;
    • your choices: languages, countries, topics, hours, time zone, follows and mutes;
    • the stories you saved or follow, and what you marked 👍 and 👎;
    • which stories you have seen in the last 8 days, so as not to repeat them;
    • the addresses you suggested to the newsroom, until it has decided, and for 30 days at most;
    • for groups and channels, the number of the person who set up the bot there.

    <b>What I do not keep</b>

    Names, phone numbers, locations and your messages: what you ask is forgotten once it is answered.

    All of it in one file: /export
    To delete everything: /deleteme
unknown-command = I do not know that command. What I can do: /help
unknown-kind = I understand text only. Type what to look for, or see /help.
export-caption = This is everything I keep about this chat. To delete it: /deleteme
command-audit = who changed what, and when
command-team = the newsroom: who may do what
command-groups = your channels and groups
