start-locale = <b>Hello! This is Jarchi.</b>

    I read the news of Central Asia and send you what matters at the hour you choose: short, with links to the sources.

    One tap brings your first digest. Change the language here, and the rest whenever you like.
start-languages = <b>Which languages do you read news in?</b>

    Choose as many as you like. None chosen means all.
start-countries = <b>News of which countries?</b>

    Choose as many as you like. None chosen means all.
start-topics = <b>Which topics interest you?</b>

    Choose as many as you like. None chosen means all.
start-hours = <b>At what hour shall I send the news?</b>

    Time zone: { $city } ({ $clock }). For another city use the button, or just type its name.
start-done = All set. Here is the news of the last 24 hours.
start-back = Welcome back! Everything you chose is as you left it.
next-digest = Next digest: { $date }, { $time }.
next-digest-none = No hour is chosen for digests: see /settings.
stop-done = I will send nothing more. Your choices are kept, and one tap brings the digests back.
stop-nothing = I am not sending anything yet. To begin: /start
resume-button = Send them again
resume-done = I am sending the news again.
delete-question = <b>Delete everything I keep about this chat?</b>

    Topics, hours, follows and the history of digests cannot be brought back.
delete-yes-button = Yes, delete it
delete-no-button = No, keep it
delete-kept = Everything stays as it was.
delete-done = Deleted. I have nothing about this chat any more. Should you change your mind: /start
settings-button = ⚙️ Settings
button-next = Next →
button-back = ← Back
button-done = ✔️ Done
button-old = That button is out of date. This is how things look now.
group-topic-lost = It is no longer known which topic of the group this button is for. Send /settings in that topic.
group-welcome = Hello! I send the main news of Central Asia. An admin of this group can set everything up with /start.
group-admins-only = Only admins can change the settings here.
start-now-button = ▶️ Show me the news
start-choose-button = ⚙️ Choose first
start-wider-languages = The last 24 hours brought nothing in your languages, so here is the news in all languages.
start-wider-countries = The last 24 hours brought nothing about your countries, so here is the news of all countries in all languages.
start-wider-button = Keep it this way
start-widened = Done: your digests will be like this, too.
start-begin = Shall I send you news like this every day? One tap begins it.
