"""The pages at https://t.me/NAME if no posts are shown: a channel without preview, a group, a person, a bot, nobody."""

from html import escape

_ROBOTS = '<meta name="robots" content="noindex, nofollow">\n'
_PHOTO = (
    '<div class="tgme_page_photo"><a href="tg://resolve?domain={name}"><img class="tgme_page_photo_image"></a></div>'
)


def _page(name: str, title: str, body: str, *, robots: str = "", photo: str = _PHOTO) -> str:
    return (
        f'<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n{robots}'
        '<meta property="og:site_name" content="Telegram">\n</head>\n<body class="no_transition">\n'
        f'<div class="tgme_page_wrap"><div class="tgme_page">{photo.format(name=name)}{body}</div></div>'
        "\n</body>\n</html>\n"
    )


def _titled(title: str) -> str:
    return f'<div class="tgme_page_title" dir="auto"><span dir="auto">{escape(title)}</span></div>'


def _button(name: str, label: str) -> str:
    link = f'<a class="tgme_action_button_new shine" href="tg://resolve?domain={name}">{label}</a>'
    return f'<div class="tgme_page_action">{link}</div>'


def no_preview(name: str, title: str) -> str:
    """Return the page of a channel that is not shown on the web."""
    extra = '<div class="tgme_page_extra">48 210 subscribers</div>'
    return _page(name, f"Telegram: View @{name}", _titled(title) + extra + _button(name, "View in Telegram"))


def group(name: str, title: str) -> str:
    """Return the page of a public group."""
    extra = '<div class="tgme_page_extra">1 204 members, 35 online</div>'
    return _page(name, f"Telegram: View @{name}", _titled(title) + extra + _button(name, "View in Telegram"))


def person(name: str, title: str) -> str:
    """Return the page of a person."""
    extra = f'<div class="tgme_page_extra">@{name}</div>'
    return _page(name, f"Telegram: Contact @{name}", _titled(title) + extra + _button(name, "Send Message"))


def bot(name: str, title: str) -> str:
    """Return the page of a bot."""
    extra = '<div class="tgme_page_extra">8 120 monthly users</div>'
    return _page(name, f"Telegram: Contact @{name}", _titled(title) + extra + _button(name, "Start Bot"))


def gone(name: str) -> str:
    """Return the page of a name that nobody has."""
    text = (
        '<div class="tgme_page_description">If you have <strong>Telegram</strong>, you can contact '
        f'<a href="tg://resolve?domain={name}">@{name}</a> right away.</div>'
    )
    icon = '<div class="tgme_page_icon"><i class="tgme_icon_user"></i></div>'
    body = text + _button(name, "Send Message")
    return _page(name, f"Telegram: Contact @{name}", body, robots=_ROBOTS, photo=icon)


def blocked(name: str) -> str:
    """Return the page of a channel that Telegram withholds."""
    text = '<div class="tgme_page_description">You can view posts of this channel in <strong>Telegram</strong>.</div>'
    return _page(name, f"Telegram: View @{name}", text + _button(name, "View in Telegram"), robots=_ROBOTS, photo="")


def invitation(title: str) -> str:
    """Return the page of an invitation."""
    text = f'<div class="tgme_page_description">You are invited to the channel <strong>{escape(title)}</strong>.</div>'
    return _page("x", "Telegram: Join Group Chat", _titled(title) + text + _button("x", "Join Channel"))
