# Аталыштар. $date — «24-ноябрь, шейшемби», $time — «08:00».
digest-title = Негизги жаңылыктар · { $date }, { $time }
digest-title-now = Акыркы бир сутка · { $date }, { $time }
digest-title-latest = Жаңы кабарлар · { $date }, { $time }
digest-title-breaking = ⚡️ Шашылыш кабар · { $time }
digest-title-follow = 🔔 Көз салып жүргөн кабарыңыз · { $time }
digest-empty = Акыркы бир суткада ылайыктуу кабар табылган жок. Темаларды, өлкөлөрдү, тилдерди өзгөртүү: /settings. Мурунку күндөрдөн издөө: /search
digest-unanswered = Акыркы бир суткада бир да кабар лентасы жооп берген жок, ошондуктан көрсөтө турган эч нерсе жок. Аракет уланууда; бир нече мүнөттөн кийин кайра сураңыз: /digest
digest-followed = Сиз көз салгандар
digest-others = Башка жаңылыктар
digest-omitted = Дагы { $count } кабар бар: /latest
digest-disagreement = ⚖️ Маалыматтар дал келбейт: { $figures }
digest-more-sources = дагы { $count }
story-untitled = Аталышы жок
