"""All cases of all groups."""

from tests.feeds.hostile import dates, encodings, identities, markup, redirects, sizes, statuses, transport, xml

GROUPS = {
    "redirects and addresses": redirects.CASES,
    "compression and size": sizes.CASES,
    "slow and broken transport": transport.CASES,
    "statuses": statuses.CASES,
    "encodings": encodings.CASES,
    "XML": xml.CASES,
    "dates": dates.CASES,
    "identities": identities.CASES,
    "markup": markup.CASES,
}
CASES = [case for cases in GROUPS.values() for case in cases]
