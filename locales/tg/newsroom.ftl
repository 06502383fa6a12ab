addfeed-usage = Нишонии лента, сайт ё каналро нависед, якбора чандто ҳам мешавад: /addfeed https://example.org/rss @name
addfeed-already = Ин аллакай ҳаст: <b>{ $title }</b>
    { $url }
addfeed-choices = Дар ин нишонӣ саҳифа аст, на лента. Инак лентаҳои он, интихоб кунед:
addfeed-rejected = Илова нашуд. { $reason }
feeds-title = <b>Лентаҳо ва каналҳо: { $count }</b>, дуруст кор мекунад { $healthy } · саҳифаи { $page } аз { $pages }
feeds-none = Ҳоло на лента ҳасту на канал. Илова: /addfeed нишонӣ
feeds-never = Ҳанӯз ягон бор хонда нашудааст
feeds-success = Бори охир хонда шуд: { $age }
feeds-counts = Ҳуҷҷати охирин: хонда шуд { $read }; нав { $new } (ба бойгонӣ { $archived }), тағйирёфта { $edited }, пештара { $known }.
feeds-left-out = Гумшуда: { $reasons }
feeds-teasers = Лента танҳо аввали мақолаҳоро медиҳад. Барои пурра хондан, дар терминал: <code>{ $command }</code>
feeds-given-up = Мақолаҳое, ки хонда нашуданд: { $count }
left-out-no-words = бе матн { $count }
left-out-repeated = такрорӣ { $count }
left-out-beyond-limit = аз ҳадди хониш кӯҳнатар { $count }
left-out-bad-link = пайванди нодуруст { $count }
left-out-shared-guid = нишонаи муштарак { $count }
left-out-undated = бе сана { $count }
left-out-bad-date = санаи нофаҳмо { $count }
left-out-over-budget = аз меъёри рӯзона зиёд { $count }
removefeed-usage = Чунин лента ё канал нест. Рақами онро аз /feeds ё нишониашро нависед: /removefeed 12
removefeed-question = <b>{ $title }</b> дигар хонда нашавад?
    { $url }

    Хабарҳои то ҳол гирифташуда мемонанд.
removefeed-yes-button = Бале, хориҷ шавад
removefeed-done = Хориҷ шуд: «{ $title }».
opml-plan = Дар файл { $count } лентаи нав ҳаст.
opml-done = { $count } лента илова шуд.
opml-known = Аллакай ҳаст: { $known }. Такрорҳо дар файл: { $duplicates }.
opml-refused = Мувофиқ нестанд: { $count }
opml-refused-line = Сатри { $line }: { $what }. { $reason }
opml-refused-more = … ва боз { $count } сатр
opml-confirm = Ҳоло чизе тағйир наёфтааст.
feeds-none-so = Чунин лента ё канал нест.
feed-about = Нашрия: { $source }
    Кишвар: { $country } · забон: { $language } · навъ: { $outlet }
    Мақолаҳо пурра: { $full }
feed-paused = ⏸ Хондан таваққуф карда шудааст.
feed-unknown = нишон дода нашудааст
feed-gap = Чизи нав тақрибан дар { $hours } соат як бор мебарояд
feed-next = Хониши навбатӣ: { $time }
feed-pause-button = ⏸ Таваққуф
feed-resume-button = ▶️ Аз нав хондан
feed-due-button = 🔄 Ҳозир хондан
feed-title-button = ✏️ Ном
feed-source-button = ✏️ Нашрия
feed-country-button = Кишвар
feed-language-button = Забон
feed-outlet-button = Навъ
feed-full-button = Мақолаҳои пурра
feed-remove-button = 🗑 Хориҷ кардан
feed-list-button = ← Ҳамаи лентаҳо
feed-none-button = Нишон надодан
feed-ask-title = Ба ин паём бо номи нави лентаи «{ $title }» ҷавоб диҳед.
feed-ask-source = Ба ин паём бо номи нашрия, ки хонандагон мебинанд, ҷавоб диҳед. Ҳозир: «{ $title }».
feed-restored = Баргардонида шуд: «{ $title }».
feed-open-button = Кушодани лента
