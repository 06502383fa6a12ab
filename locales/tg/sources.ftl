proposals-title = <b>Дар ин нишониҳо ёфт шуд: { $count }</b>
    Барои муфассал дидан рақамро пахш кунед.
proposals-list-button = ← Рӯйхати пурра
proposal-chosen-button = Инро илова кардан
proposal-about = { $kind } · кишвар: { $country } · забон: { $language }
proposal-feed = Лента
proposal-channel = Канал
proposal-gap-unknown = Чизи нав чанд вақт як бор мебарояд, ҳоло маълум нест
proposal-teasers = Танҳо аввали мақолаҳоро медиҳад: пурраашро аз саҳифаҳо мехонам
proposal-whole = Мақолаҳоро пурра медиҳад
proposal-unsure = Мақолаҳо пурраанд ё не, ҳоло маълум нест
proposal-latest = Навиштаҳо: { $count }. Охиринҳо:
proposal-empty = Ҳоло навиштае нест.
proposal-asks-country = ❓ Ин нашрия аз кадом кишвар аст?
proposal-asks-language = ❓ Он бо кадом забон менависад?
addfeed-done = Илова шуд. Ба зудӣ бори аввал мехонам.
addfeed-nothing = Чизе илова нашуд.
addfeed-gone = Ин дархост бекор шудааст ё кӯҳна шудааст. Лутфан, аз нав оғоз кунед.
addfeed-add-one-button = ✔️ Илова кардан
addfeed-add-button = ✔️ Илова кардан: { $count }
addfeed-cancel-button = ✖️ Бекор кардан
feed-gap-minutes = Чизи нав тақрибан дар { $count } дақиқа як бор мебарояд
feed-gap-days = Чизи нав тақрибан дар { $count } рӯз як бор мебарояд
feed-polls = Хонишҳои охирин:
feed-polls-button = 🕓 Ҳамаи хонишҳои охирин
poll-nothing = чизи нав нест
poll-brought = нав { $new }, тағйирёфта { $edited }.
feed-polling = ⏳ «{ $title }» хонда мешавад…
feed-polled-just-now = Он ҳозиракак хонда шуд. Пас аз як дақиқа кӯшиш кунед.
feed-address-button = ✏️ Нишонӣ
feed-ask-address = Ба ин паём бо нишонии нави «{ $title }» ҷавоб диҳед. Ҳозир: { $url }
feed-move-question = «{ $title }» аз нишонии нав хонда шавад? Мақолаҳо ва таърихи хонишҳо нигоҳ дошта мешаванд. Нишонии пештара: { $url }

    Дар нишонии нав ёфт шуд:
feed-move-button = ✔️ Аз он ҷо хондан
feed-moved = «{ $title }» акнун аз ин нишонӣ хонда мешавад: { $url }
feed-moved-back = ↩️ Нишонии пештара баргардонида шуд.
feed-move-refused = Нишонӣ тағйир наёфт. { $reason }
feed-error-address-taken = Ин нишонӣ аз лентаест, ки пештар хориҷ шудааст. Барои аз нав хондани он: /addfeed
opml-more = … ва боз { $count }
opml-adding = ⏳ Лентаҳо илова мешаванд: { $count }…
opml-read = Бори аввал хонда шуд: { $read } аз { $count }. Хонда нашуд: { $failed }.
opml-exported = Лентаҳо ва каналҳо: { $count }. Файлро ҳар барномаи лентахонӣ мекушояд.
opml-gone = Ин файл дигар дар Телеграм нест. Лутфан, онро бори дигар фиристед.
opml-export-button = ⬇️ Рӯйхат дар файли OPML
suggested-button = 💡 Пешниҳодҳо: { $count }
suggested-none = Аз хонандагон пешниҳоди нав нест.
suggested-title = <b>Пешниҳодҳои хонандагон: { $count }</b>
suggested-accept-button = { $place }. ✔️ Дидан
suggested-decline-button = { $place }. ✖️ Рад кардан
suggest-usage = Кадом нашрия намерасад? Нишонии сайт, лента ё канали онро нависед: /suggest https://example.org ё /suggest @name

    Ҳайати таҳририя дида баромада, қарор медиҳад.
suggest-waiting = Пешниҳодҳои шумо, ки қарори ҳайати таҳририяро интизоранд:
suggest-thanks = Ташаккур! Ҳайати таҳририя дида мебарояд: { $url }
suggest-known = Инро аллакай мехонам: «{ $title }».
suggest-too-many = Ҳайати таҳририя пешниҳодҳои пештараи шуморо ({ $count }) ҳанӯз надидааст. Лутфан, интизор шавед.
suggest-full = Ҳоло пешниҳодҳо аз ҳад зиёданд. Пас аз чанд рӯз кӯшиш кунед.
