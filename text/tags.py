"""HTML's element names, to tell markup from words in angle brackets: https://html.spec.whatwg.org/#elements-3"""

# Elements before and after which a new line begins.
BLOCKS = frozenset(
    """
    address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe legend li listing main menu nav noscript ol
    option optgroup p plaintext pre script search section select style summary table tbody td template tfoot th thead
    title tr ul video xmp
    """.split()  # noqa: SIM905 - a list of names to read and compare
)
# Elements that are formatting in a headline, even if they are not closed.
FORMATTING = frozenset(
    """
    a abbr acronym b bdi bdo big blink br cite code em font h1 h2 h3 h4 h5 h6 hr i img ins del kbd mark nobr p q rp rt
    ruby s samp script small span strike strong style sub sup tt u var wbr
    """.split()  # noqa: SIM905
)
_OTHERS = frozenset(
    """
    applet area audio base basefont bgsound button canvas col colgroup command content data datalist dfn embed frame
    image input isindex keygen label link map marquee meta meter noembed noframes object output param picture portal
    progress rb rtc selectedcontent shadow slot source spacer svg time track textarea math

    circle clippath defs desc ellipse filter foreignobject g line lineargradient mask metadata path pattern polygon
    polyline radialgradient rect stop symbol text tspan use

    annotation menclose merror mfenced mfrac mi mmultiscripts mn mo mover mpadded mphantom mroot mrow ms mspace msqrt
    mstyle msub msubsup msup mtable mtd mtext mtr munder munderover semantics
    """.split()  # noqa: SIM905
)
KNOWN = BLOCKS | FORMATTING | _OTHERS
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())  # noqa: SIM905
RAW = frozenset({"script", "style"})
# Elements that are dropped with their content: players and pictures, forms, menus, captions, content for some browsers.
PLAYERS = frozenset("applet audio button canvas iframe map object select svg video".split())  # noqa: SIM905
ASIDE = frozenset("figcaption form head nav noscript template".split())  # noqa: SIM905
# Elements for words that the publisher has struck out: they are no longer said.
STRUCK = frozenset({"del", "s", "strike"})
# Elements that may contain elements of the same name. For all others, a second opening tag means that the first element
# was not closed.
NESTING = frozenset({"nav", "object", "svg", "template"})
