error-unexpected = Что-то пошло не так, и виноват я. Пожалуйста, попробуйте ещё раз чуть позже.
error-too-fast = Слишком быстро: дайте мне минуту, пожалуйста.
storage-damaged = База данных повреждена. Пожалуйста, сообщите тому, кто ведёт этого бота.
storage-newer = База данных новее, чем эта версия бота. Пожалуйста, сообщите тому, кто его ведёт.
storage-absent = База данных не найдена. Пожалуйста, сообщите тому, кто ведёт этого бота.
storage-foreign = Это не база данных этого бота. Пожалуйста, сообщите тому, кто его ведёт.
storage-interrupted = Бот останавливается, сохранить не получилось. Пожалуйста, попробуйте чуть позже.
storage-full = На сервере кончилось место, сохранить не получилось. Пожалуйста, попробуйте позже.
feed-error-address = Это не похоже на адрес.
feed-error-scheme = Подходят только адреса, которые начинаются с http:// или https://.
feed-error-credentials = Адреса с паролем внутри не принимаю: уберите имя и пароль.
feed-error-private-address = Этот адрес ведёт во внутреннюю сеть, туда я не хожу.
feed-error-no-such-host = Сайта с таким именем нет.
feed-error-connect = Сервер не отвечает на подключение.
feed-error-timeout = Сервер не ответил вовремя.
feed-error-slow = Сервер отдаёт данные слишком медленно.
feed-error-tls = Не удалось установить защищённое соединение: сертификат не в порядке.
feed-error-bad-http = Сервер ответил не по правилам HTTP.
feed-error-cut-short = Ответ оборвался на полуслове.
feed-error-compression = Ответ плохо сжат, его не распаковать.
feed-error-too-large = Ответ больше { $mebibytes } МБ.
feed-error-empty = Пришёл пустой ответ.
feed-error-overlong = На разбор ленты уходит слишком много времени.
feed-error-internal = Ленту не удалось разобрать: ошибка на нашей стороне.
feed-error-broken = Лента испорчена: разобрать её нельзя.
feed-error-not-a-feed = По этому адресу нет ленты RSS или Atom.
feed-error-html = По этому адресу обычная страница, а не лента.
feed-error-sitemap = Это карта сайта, а не лента.
feed-error-gone = Ленты больше нет: сервер сообщил, что она удалена насовсем.
feed-error-not-found = По этому адресу ничего нет (404).
feed-error-forbidden = Сервер не пускает ({ $status }).
feed-error-server = На сервере ошибка ({ $status }).
feed-error-status = Сервер ответил неожиданным кодом { $status }.
feed-error-rate-limited = Сервер просит обращаться реже.
feed-error-redirect = Сервер отправляет по негодному адресу.
feed-error-redirects = Больше { $limit } перенаправлений подряд.
feed-error-unasked-304 = Сервер ответил «не изменилось», хотя мы об этом не спрашивали.
feed-error-stale = { $days ->
    [one] Уже { $days } день ничего нового.
    [few] Уже { $days } дня ничего нового.
   *[many] Уже { $days } дней ничего нового.
}
feed-error-opml-broken = Файл OPML не читается.
feed-error-opml-empty = В файле OPML нет ни одной ленты.
feed-error-opml-too-large = Файл OPML слишком большой.
