"""Countries, cities and regions of Central Asia in six languages and two scripts, and how to recognise their forms.

Beginnings of words, folded; a word of the text belongs to a place when it begins with one of them and what follows is
an ending, not another word. Facts of geography, written down for this project.
"""

# Country → (beginnings that name the country or its people, beginnings that name its cities, regions, offices); after a
# beginning with a plus sign only a short ending may follow.
COUNTRY_FORMS: dict[str, tuple[str, str]] = {
    "kg": (
        """
        кыргыз киргиз кыргызстан қырғыз қирғиз қирғизистон kyrgyz kirghiz kirgiz qirg'iz qirg'iziston
        """,
        """
        бишкек bishkek ош+ osh+ ўш+ жалал-абад джалал-абад жалалабад jalal-abad jalalabad жалолобод jalolobod
        ысык-көл иссык-куль иссык-кул ыстықкөл issyk-kul issiqko'l нарын naryn norin талас+ talas+ чүй чуйск
        чуй+ chui+ chuy+ баткен batken боткен токмок tokmok кара-балта kara-balta каракол karakol узген өзгөн
        манас+ жогорку жээнбеков кумтор кумтөр kumtor сулюкта кызыл-кия кадамжай лейлек баетов балыкчы
        чолпон-ата ала-арча ала-тоо гкнб укмк жапаров japarov zhaparov садыр+ ташиев tashiev tashiyev ноокат
        араван кара-суу сокулук кемин ат-баши тюп жети-өгүз
        """,
    ),
    "kz": (
        """
        казах казак қазақ qazaq kazakh qozog' қозоғ қазоқ қазоқистон qozoq казахстан казакстан
        """,
        """
        астан астана+ astana алматы алмат almaty алма-ат олмаота olmaota шымкент shymkent чимкент қараганд
        караганд қарағанды karaganda qaraganda ақтау актау aktau aqtau ақтөбе актобе aktobe атырау atyrau
        мангист маңғыст mangyst mangist павлодар pavlodar семей semey қостанай костанай kostanay kostanai
        көкшетау кокшетау kokshetau тараз+ taraz+ жамбыл түркістан туркестан turkistan қызылорд кызылорд
        kyzylorda байқоңыр байконур байкоңур baikonur токаев тоқаев tokayev tokaev назарбаев nazarbayev
        нурсултан нұр-сұлтан нур-султан nur-sultan өскемен усть-каменогорск теңге тенге tenge мажилис мәжіліс
        mazhilis majilis акорд ақорда қонаев конаев талдықорған талдыкорган жезқазған жезказган екібастұз
        экибастуз жаңаөзен жанаозен
        """,
    ),
    "uz": (
        """
        узбек узбекистан өзбек өзбекстан ўзбек ўзбекистон ӯзбек ӯзбекистон uzbek o'zbek o'zbekiston
        """,
        """
        ташкент tashkent toshkent тошкент тошканд самарканд samarkand samarqand самарқанд бухар+ бухоро buxoro
        bukhara фергана фергане ферганы фергану ферганск фарғона farg'ona fergana андижан андижон andijon
        andijan наманган namangan хорезм хоразм xorazm khorezm хива+ xiva khiva нукус nukus каракалпак
        қорақалпоғ qoraqalpog' karakalpak кашкадар қашқадарё qashqadaryo сурхандар сурхондарё surxondaryo навои+
        навоий navoiy navoi джизак жиззах jizzax jizzakh сырдар сирдарё sirdaryo коканд қўқон qo'qon мирзиёев
        мирзиеев mirziyoyev mirziyoev олий+ сум+ so'm термез термиз termiz чирчик чирчиқ ангрен карши+ қарши+
        qarshi ургенч урганч urganch
        """,
    ),
    "tj": (
        """
        таджик тажик тожик тоҷик тәжік tajik tojik тоҷикистон tojikiston таджикистан тажикстан тәжікстан
        """,
        """
        душанбе dushanbe худжанд хужанд хуҷанд khujand xo'jand хатлон khatlon xatlon согд сугд суғд sughd
        бадахшан бадахшон badakhshan гбао хорог хоруғ khorog исфар исфара курган-тюбе бохтар bokhtar кӯлоб куляб
        kulob рахмон+ раҳмон+ rahmon сомонӣ сомони рогун роғун rogun вахдат ваҳдат турсунзод норак нурек варзоб
        панҷакент пенджикент истаравшан
        """,
    ),
    "tm": (
        """
        туркмен түркмен turkmen туркманистон turkmaniston түрікмен туркманистан
        """,
        """
        ашхабад ашгабат ашкабад ашғобод ашқобод ashgabat ashxobod asgabat aşgabat мары+ дашогуз dashoguz
        балканабад туркменбаш turkmenbas бердымухамед бердімұхамед berdimuham лебап аваза
        """,
    ),
}

# Countries, capitals, peoples and leaders outside Central Asia; all of them stand for the one country "world".
WORLD_FORMS = """
    росси русск рф+ москв москов кремл путин петербург ресей мәскеу rossiya moskva русия маскав russia
    moscow putin kremlin kreml орусия россия китай китая китае китаю китайск кытай қытай xitoy чин+ хитой
    china chinese beijing пекин бээжин сша+ акш+ ақш+ aqsh+ ақш америк штат usa+ u.s america washington
    вашингтон трамп trump байден biden ақшнинг украин ukrain киев київ зеленск zelensk европ еуроп аврупо
    yevropa europ евросоюз брюссель brussels турци түрки туркия turkiy turkey türki анкар ankara эрдоган
    ердоған erdog стамбул istanbul иран эрон eron iran тегеран tehran теҳрон афган ауған afg'on кабул kabul
    қобул талибан taliban толибон герман алмани germany берлин berlin франци france париж paris британ англи
    лондон london britain uk+ япони japan токио tokyo коре korea сеул seoul инди+ индия индии индию india
    ҳиндистон hindiston пакистан pakistan покистон израил israel isroil исроил палестин газа+ gaza сири+
    сирии syria ирак iraq ироқ ливан lebanon белорус беларус belarus минск minsk лукашенко lukashenko армени
    ереван armen пашинян азербайджан озарбайжон баку+ baku azerbaijan әзірбайжан грузи тбилиси georgia польш
    варшав poland венгри hungary будапешт чехи прага итали рим+ italy испани мадрид spain саудовск сауд
    saudi оаэ+ дубай dubai катар qatar египет египт egypt австрали austral канад canad бразили brazil нато+
    nato+ оон+ бууу евразийск латви литв эстони молдов серби болгари румыни греци нидерланд швейцари австри
    швеци норвеги финлянд монголи
"""
