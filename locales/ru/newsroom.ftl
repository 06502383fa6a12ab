addfeed-usage = Укажите адрес ленты или сайта: /addfeed https://example.org/rss
addfeed-added = Лента добавлена: <b>{ $title }</b>
    { $url }
addfeed-already = Эта лента уже есть: <b>{ $title }</b>
    { $url }
addfeed-choices = По этому адресу страница, а не лента. Вот её ленты, выберите:
addfeed-rejected = Не добавил. { $reason }
feeds-title = <b>Ленты: { $count }</b>, в порядке { $healthy } · страница { $page } из { $pages }
feeds-none = Лент пока нет. Добавить: /addfeed адрес
feeds-never = Ещё ни разу не прочитана
feeds-success = Прочитана { $age }
removefeed-usage = Такой ленты нет. Укажите номер из /feeds или адрес: /removefeed 12
removefeed-question = Больше не читать <b>{ $title }</b>?
    { $url }

    Уже полученные новости останутся.
removefeed-yes-button = Да, убрать
removefeed-done = Лента «{ $title }» убрана.
