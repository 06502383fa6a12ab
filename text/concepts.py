"""A few dozen things that news is about, by how the words for them begin in each language.

They are what an article in Kyrgyz and one in Russian share beside names and figures. A prefix is compared with folded
words (text.words.fold), so ө is written о, қ к, and so on; one that is too short for its meaning is left out.
"""

from functools import lru_cache

_CONCEPTS = """
fire: пожар загор сгоре горел ортон орт орте fire blaze burn yong ongin енгин ёнгин сухт оташ сухтор ontoq
quake: землетряс зилзил подзем жер-тит жертит титир сілк zilzila earthquake quake tremor силкин
flood: паводк затоп наводн подтоп сел селев ташкын сел- flood toshqin тошкин обхез mudflow
storm: ураган буря ветер шторм бурон shamol storm wind дауыл dovul
snow: снег снегопад лавин кар карла кочку snow avalanche qor барф тарма кошк
crash: дтп авари столкн перевер кырсык кагыш crash collision collid accident avariya авария hodisa халок avtohal апат
death: погиб скончал умер смерт жертв каза олду олген кайтыш killed died dead death halok ohalok vafot кушт фавт вафот
injured: пострад ранен травм жабырк жаракат жарала injur hurt wounded jarohat захм чарохат маслумлан
court: суд приговор осуд оправд сот соттал кысып court sentenc convict acquit sud mahkam ҳукм хукм окла акта
arrest: задерж арест подозрев кармал камак камалд кама arrest detain suspect hibs ushlan ushla қамоқ хибс дастгир
theft: украл кража похит уурда урла steal stole theft thief ogir угир дузд дузди
drug: наркот героин гашиш баңги баңгизат есірткі drug heroin giyohvand narkot маводи нашаа есирт
school: школ лице мекте мектеп school maktab мактаб лицей
teacher: учител педагог мугалим мугал teacher oqituvchi oʻqituvchi омузгор укитув муаллим
univers: университ вуз студент студентт universit student донишгох универс талаба
hospital: больниц клиник госпит оорукан аурухана ауруха hospital clinic kasalxona shifoxona бемор беморхона касалх
doctor: врач доктор медик дарыгер даригер doctor physician medic shifokor духтур табиб
vaccine: вакцин привив эмдоо эмдел vaccin emlash эмлаш ваксин екпе
disease: вирус грипп кори корь инфекц болезн оору жугуштуу ауру disease virus flu outbreak measles kasallik бемори
election: выбор голосова шайло сайлау election vote poll ballot saylov интихоб сайлов
president: президент president prezident пресид президен
minister: министр министер minister vazir вазир
deput: депутат парлам кенеш мажилис deputy parliament lawmaker deputat вакил олий мачлис
law: закон законопро мыйзам зан law bill qonun конун
tax: налог салык tax soliq солик андоз
price: цен подорож подешев тариф баа багас багал price tariff narx нарх баас
wage: зарплат оклад пенси айлык жалак зейнет salary wage pension maosh oylik маош нафак пенсия
bank: банк нацбанк bank бонк
budget: бюджет budget byudjet буджет
invest: инвест invest сармоя investits
export: экспорт импорт export import eksport содирот
trade: торгов товарооб соода сауда trade savdo савдо тичорат
plant: завод фабрик цех зауыт plant factory zavod заводи корхона
build: строит постро курул курыл салын build construct qurilish qurish сохт сохтмон
road: дорог трасс жол жолу road highway yol yo'l роҳ рох
bridge: мост копур копир bridge koprik купрук пул- пули
tunnel: тоннель туннел tunnel тоннел накб
rail: железнод поезд темиржол темир тепловоз railway train poezd temir катор
flight: рейс авиа самолет аэропорт учак ушак рейси flight plane airport airline samolyot parvoz парвоз хавопаймо reys
border: границ погран чек чекара шекара border chegara сархад чегара
water: вода водоснаб воды воду полив суу water suv обрасон сув
power: электр свет энерг жарык электро power electric elektr барк blackout outage svet
gas: газ газа газо gas
gold: золот алтын gold oltin тилло олтин
mine: шахт рудник карьер кен кениш шакта mine miner кони кон- shaxta
coal: уголь угля комур komir coal komur ангишт кумир
dam: гэс плотин дамб hydropower dam нерухобарк тоған togon gidro
wheat: пшениц урожа зерн буудай бидай тушум wheat harvest grain hosil bugdoy гандум хосил
cotton: хлоп пахта мақта макта cotton paxta пахта
livestock: скот овец коров мал кой уй livestock sheep cattle chorva чорво мол
animal: барс зоопарк волк медвед илбирс zoo leopard wolf хайвон hayvon
football: футбол football soccer futbol
match: матч чемпионат турнир кубок мелдеш биринчилик match champion tournament cup chempionat чемпион мусобик кубог
medal: медал золото күмүш medal медаль
wrestl: борьб борец дзюдо күрөш курош wrestl judo kurash гуштин кураш курес
boxing: бокс box боксер boks
chess: шахмат chess shaxmat шохмот
film: фильм кино film cinema movie kino филм
theatre: театр спектак theatre theater teatr
concert: концерт певец певиц ырчы concert singer konsert хофиз
museum: музей выставк museum exhibition muzey осорхона коргозмо кормо намоиш
book: книг библиотек китеп кітап book library kitob китоб
festival: фестиваль праздник festival майрам festivali чашнвор
agreement: соглаш договор меморанд келишим келісім agreement deal memorandum kelishuv bitim созишнома шартнома
visit: визит прибыл сапар visit tashrif safar ташриф сафар
meeting: встреч переговор жолугуш кездес meeting talks summit uchrashuv мулокот вохури саммит
resign: отставк уволен уволил кызматтан отставка resign dismiss fired istefo истеъфо озод
appoint: назнач дайында тагайын appoint name tayinla тайин таъин
protest: митинг протест митинги протес protest rally namoyish эътироз
migrant: мигрант migrant мухочир муҳоҷир muhojir
missing: пропал исчез жогол izla missing disappear yoqol гум
rescue: спас куткар кутка rescue saved qutqar начот
explosion: взрыв взорв жарыл explosion blast portla таркиш портла
shoot: стрел огнестрел атыш shoot shot gunfire otish тир
bus: автобус микроавт маршрутк bus avtobus автобуси троллейб
car: автомоб машин унаа көлік колик car vehicle mashina avtomobil мошин
internet: интернет internet wifi онлайн
glacier: ледник мөңгү мұздық glacier muzlik пирях
lake: озер кол көл lake kol' кул кул-
warehouse: склад кампа койма warehouse depot ombor анбор
market: рынок базар базары market bozor бозор
house: дом жилой квартир house apartment uy хона турак квартира тұрғын
child: ребен дет бала балдар балал child children kids bola кудак фарзанд бача
record: рекорд record rekord
"""


@lru_cache(maxsize=1)
def _prefixes() -> dict[str, str]:
    from text.letters import fold

    found: dict[str, str] = {}
    for line in _CONCEPTS.strip().splitlines():
        concept, forms = line.split(":", 1)
        for form in forms.split():
            found.setdefault(fold(form.strip("-")), concept)
    return found


@lru_cache(maxsize=50_000)
def concept(folded: str) -> str | None:
    """The concept a folded word names, by its longest known beginning of at least four letters, or the whole word."""
    known = _prefixes()
    if folded in known:
        return known[folded]
    for length in range(min(len(folded), 10), 3, -1):
        if folded[:length] in known:
            return known[folded[:length]]
    return None
