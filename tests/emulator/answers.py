"""The rows of test_conformance: calls with Telegram's answers.

Names in capitals stand for chats and messages that test_conformance makes.
"""

from typing import Any

Request = tuple[str, dict[str, Any]]  # method, parameters

LONG = "x" * 4097
ENTITIES = "can't parse entities: "
BUTTON = "can't parse inline keyboard button: "


NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content"
    " and reply markup of the message"
)
ARTICLE = {"type": "article", "id": "1", "title": "t", "input_message_content": {}}
GOOD = ARTICLE | {"input_message_content": {"message_text": "x"}}
FOUND = [("bot_command", 0, 15), ("hashtag", 16, 5), ("mention", 22, 6), ("url", 29, 5)]


def text(source: str, **more: Any) -> Request:
    return "sendMessage", {"chat_id": "READER", "text": source, **more}


def inline_results(*results: Any) -> Request:
    return "answerInlineQuery", {"inline_query_id": "1", "results": list(results)}


def html(source: str) -> Request:
    return text(source, parse_mode="HTML")


def keys(*buttons: Any) -> Request:
    return text("x", reply_markup={"inline_keyboard": [list(buttons)]})


def entity(**fields: Any) -> Request:
    return text("hello", entities=[fields])


def to(chat: Any, **more: Any) -> Request:
    return "sendMessage", {"chat_id": chat, "text": "x", **more}


def edit(message: Any, **more: Any) -> Request:
    return "editMessageText", {"chat_id": "READER", "message_id": message, **more}


REFUSED = [
    # Texts
    (text(""), "message text is empty"),
    (("sendMessage", {"chat_id": "READER"}), "message text is empty"),
    (("sendMessage", {"chat_id": 0}), "message text is empty"),
    (text("   "), "text must be non-empty"),
    (text(" \n\u200b "), "text must be non-empty"),
    (text(LONG), "message is too long"),
    (text("😀" * 2049), "message is too long"),
    (html("<b>" + LONG + "</b>"), "message is too long"),
    (text("x", parse_mode="INVALID"), "unsupported parse_mode"),
    # HTML
    (html("<b>unclosed"), ENTITIES + "Can't find end tag corresponding to start tag \"b\""),
    (html("<script>alert(1)</script>"), ENTITIES + 'Unsupported start tag "script" at byte offset 0'),
    (html("Салам <p>x</p>"), ENTITIES + 'Unsupported start tag "p" at byte offset 11'),
    (html("2 < 3"), ENTITIES + 'Unsupported start tag "" at byte offset 2'),
    (html("<b"), ENTITIES + "Unclosed start tag at byte offset 0"),
    (html("<b><i>test</b></i>"), ENTITIES + 'Unmatched end tag at byte offset 10, expected "</i>", found "</b>"'),
    (html("x</b>"), ENTITIES + "Unexpected end tag at byte offset 1"),
    (html("<i>a</i   "), ENTITIES + "Unclosed end tag at byte offset 4"),
    (html("<i   =aba>"), ENTITIES + 'Empty attribute name in the tag "i" at byte offset 0'),
    (html("<i aba = "), ENTITIES + 'Unclosed start tag "i" at byte offset 0'),
    (html("<i aba = 190azAz-.,"), ENTITIES + "Unexpected end of name token at byte offset 9"),
    (html("<a href='x>y</a>"), ENTITIES + "Unclosed start tag at byte offset 0"),
    (html("<span>x</span>"), ENTITIES + 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    (
        html('<tg-emoji emoji-id="9999999999999999999">x</tg-emoji>'),
        ENTITIES + "Invalid custom emoji identifier specified",
    ),
    (
        html("&#xDFDF;"),
        ENTITIES
        + "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code"
        " units",
    ),
    # Entities
    (entity(type="bold", offset=100, length=1), "entity begins after the end of the text at UTF-16 offset 100"),
    (
        entity(type="bold", offset=0, length=100),
        "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 100",
    ),
    (entity(type="bold", offset=-1, length=1), "receive an entity with incorrect offset -1"),
    (entity(type="odd", offset=0, length=1), "can't parse MessageEntity: Unsupported type specified"),
    (entity(type="text_link", offset=0, length=5), 'can\'t parse MessageEntity: Can\'t find field "url"'),
    (
        entity(type="text_link", offset=0, length=5, url="not-a-url"),
        "entity URL 'not-a-url' is invalid: Wrong HTTP URL",
    ),
    (entity(type="text_link", offset=0, length=5, url=""), "entity URL '' is invalid: URL host is empty"),
    (entity(type="text_mention", offset=0, length=4), 'can\'t parse MessageEntity: Can\'t find field "user"'),
    # Chats
    (("sendMessage", {"text": "x"}), "chat_id is empty"),
    (to(""), "chat_id is empty"),
    (to(0), "chat not found"),
    (to(-1), "chat not found"),
    (to("not_a_chat"), "chat not found"),
    (to("@this_channel_does_not_exist"), "chat not found"),
    (to("STRANGER"), "chat not found"),
    (to("SMALL"), "group chat was upgraded to a supergroup chat"),
    (to("CHANNEL"), "need administrator rights in the channel chat"),
    (to("MUTE"), "not enough rights to send text messages to the chat"),
    (to("FORUM", message_thread_id=99999), "message thread not found"),
    (to("READER", message_thread_id=99999), "message thread not found"),
    (to("FORUM", message_thread_id="SHUT"), "TOPIC_CLOSED"),
    # Replies and previews
    (to("READER", reply_parameters={"message_id": 99999}), "message to be replied not found"),
    (to("READER", reply_parameters={"quote": "x"}), 'can\'t find field "message_id"'),
    (to("READER", link_preview_options={"url": "not-a-url"}), "WEBPAGE_URL_INVALID"),
    (to("READER", link_preview_options={"is_disabled": "yes"}), 'field "is_disabled" must be of type Boolean'),
    # Keyboards
    (keys({"text": "b", "callback_data": "x" * 65}), "BUTTON_DATA_INVALID"),
    (keys({"text": "b", "callback_data": "ж" * 33}), "BUTTON_DATA_INVALID"),
    (keys({"text": "b"}), BUTTON + "Text buttons are unallowed in the inline keyboard"),
    (keys({"text": "b", "callback_data": ""}), BUTTON + "Text buttons are unallowed in the inline keyboard"),
    (keys({"callback_data": "x"}), BUTTON + 'Can\'t find field "text"'),
    (keys({"text": "b", "url": "not-a-url"}), "inline keyboard button URL 'not-a-url' is invalid: Wrong HTTP URL"),
    (
        keys({"text": "b", "url": "ftp://example.com"}),
        "inline keyboard button URL 'ftp://example.com' is invalid: Unsupported URL protocol",
    ),
    (
        keys({"text": "b", "web_app": {"url": "http://example.com"}}),
        "inline keyboard button Web App URL 'http://example.com' is invalid: Only HTTPS links are allowed",
    ),
    (keys({"text": "b", "copy_text": {"text": "x" * 257}}), "BUTTON_COPY_TEXT_INVALID"),
    (keys({"text": "b", "pay": True}), "BUTTON_TYPE_INVALID"),
    (text("x", reply_markup={"inline_keyboard": "bad"}), 'field "inline_keyboard" must be of type Array'),
    (text("x", reply_markup={"keyboard": "bad"}), 'field "keyboard" must be of type Array'),
    (text("x", reply_markup={"remove_keyboard": "yes"}), 'field "remove_keyboard" must be of type Boolean'),
    (
        text("x", reply_markup={"keyboard": [["A"]], "selective": "yes"}),
        'field "selective" must be of type Boolean',
    ),
    (text("x", reply_markup="{not json"), "can't parse reply keyboard markup JSON object"),
    (text("x", reply_markup="[]"), "object expected as reply markup"),
    # Edits and deletions
    (edit(99999, text="x"), "message to edit not found"),
    (edit("THEIRS", text="x"), "message can't be edited"),
    (edit("SENT", text="<b>", parse_mode="HTML"), ENTITIES + "Can't find end tag corresponding to start tag \"b\""),
    (edit("SENT", text=LONG), "MESSAGE_TOO_LONG"),
    (
        edit("SENT", text="Салам"),
        NOT_MODIFIED,
    ),
    (("editMessageText", {"text": "x"}), "message identifier is not specified"),
    (
        ("editMessageReplyMarkup", {"chat_id": "READER", "message_id": "SENT", "reply_markup": {"keyboard": [["A"]]}}),
        "inline keyboard expected",
    ),
    (
        ("editMessageCaption", {"chat_id": "READER", "message_id": "SENT", "caption": "x"}),
        "there is no caption in the message to edit",
    ),
    (("deleteMessage", {"chat_id": "READER", "message_id": 99999}), "message to delete not found"),
    (("deleteMessage", {"chat_id": 0, "message_id": 1}), "chat not found"),
    (("deleteMessage", {"chat_id": "READER"}), "message identifier is not specified"),
    (
        ("copyMessage", {"chat_id": "READER", "from_chat_id": "READER", "message_id": 99999}),
        "message to copy not found",
    ),
    (
        ("forwardMessage", {"chat_id": "READER", "from_chat_id": "READER", "message_id": 99999}),
        "message to forward not found",
    ),
    # Queries
    (
        ("answerCallbackQuery", {"callback_query_id": "1"}),
        "query is too old and response timeout expired or query ID is invalid",
    ),
    (
        ("answerInlineQuery", {"inline_query_id": "1", "results": []}),
        "query is too old and response timeout expired or query ID is invalid",
    ),
    (
        (
            "answerInlineQuery",
            {"inline_query_id": "1", "results": [ARTICLE]},
        ),
        'can\'t parse inline query result: Can\'t find field "message_text"',
    ),
    (inline_results(*(GOOD | {"id": str(number)} for number in range(51))), "RESULTS_TOO_MUCH"),
    (inline_results(GOOD, GOOD), "RESULT_ID_DUPLICATE"),
    (inline_results(GOOD | {"id": ""}), "RESULT_ID_INVALID"),
    (inline_results(GOOD | {"id": "я" * 33}), "RESULT_ID_INVALID"),
    (inline_results(GOOD | {"type": "odd"}), "can't parse inline query result: unsupported type specified"),
    (inline_results(GOOD | {"title": ""}), 'can\'t parse inline query result: Can\'t find field "title"'),
    (inline_results(ARTICLE | {"input_message_content": {"message_text": LONG}}), "message is too long"),
    # Commands
    (("setMyCommands", {"commands": [{"command": "bad command", "description": "x"}]}), "BOT_COMMAND_INVALID"),
    (("setMyCommands", {"commands": [{"command": "", "description": "x"}]}), "command must be non-empty"),
    (("setMyCommands", {"commands": [{"command": "a", "description": ""}]}), "command description must be non-empty"),
    (
        ("setMyCommands", {"commands": [], "scope": {"type": "chat"}}),
        'can\'t parse BotCommandScope: Can\'t find field "chat_id"',
    ),
    (
        ("setMyCommands", {"commands": [], "scope": {"type": "odd"}}),
        "can't parse BotCommandScope: Unsupported type specified",
    ),
    # Chats, files, actions, topics, webhooks
    (("sendChatAction", {"chat_id": "READER", "action": "odd"}), "wrong parameter action in request"),
    (("sendChatAction", {"action": "typing"}), "chat_id is empty"),
    (("getChat", {"chat_id": 0}), "chat not found"),
    (("getChatMember", {"chat_id": "GROUP", "user_id": 1}), "PARTICIPANT_ID_INVALID"),
    (("getChatMember", {"chat_id": "READER", "user_id": 999_999_999_999}), "member not found"),
    (("getChatMember", {"chat_id": "CHANNEL", "user_id": "READER"}), "member list is inaccessible"),
    (("getChatAdministrators", {"chat_id": "READER"}), "there are no administrators in the private chat"),
    (("getFile", {}), "file_id not specified"),
    (("getFile", {"file_id": "invalid"}), "invalid file_id"),
    (("sendDocument", {"chat_id": "READER"}), "there is no document in the request"),
    (("sendDocument", {"chat_id": "READER", "document": "odd"}), "wrong file identifier/HTTP URL specified"),
    (("createForumTopic", {"chat_id": "FORUM", "name": "x"}), "not enough rights to create a topic"),
    (("createForumTopic", {}), "chat_id is empty"),
    (("setWebhook", {"url": "http://example.org/x"}), "bad webhook: An HTTPS URL must be provided for webhook"),
    (
        ("setWebhook", {"url": "https://example.org:8080/x"}),
        "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
    ),
]  # fmt: skip

FORBIDDEN = [
    (to("BLOCKER"), "bot was blocked by the user"),
    (to("GONE"), "user is deactivated"),
    (to("KICKED"), "bot was kicked from the supergroup chat"),
    (to("LEFT"), "bot is not a member of the supergroup chat"),
    (to("BASIC"), "bot was kicked from the group chat"),
    (("sendChatAction", {"chat_id": "BLOCKER", "action": "typing"}), "bot was blocked by the user"),
]

TAKEN: list[tuple[tuple[str, dict[str, Any]], dict[str, Any]]] = [
    (html("&ge;&lt;&gt;&amp;&quot;&laquo;&#12345678;"), {"text": '&ge;<>&"&laquo;&#12345678;'}),
    (html("<b></b>x"), {"text": "x", "entities": None}),
    (
        html("🏟 🏟<i>🏟 &gt;<b aba   =   caba>&lt🏟</b></i>"),
        {"text": "🏟 🏟🏟 ><🏟", "entities": [("italic", 5, 7), ("bold", 9, 3)]},
    ),
    (html("<i>a</>"), {"text": "a", "entities": [("italic", 0, 1)]}),
    (html("<STRONG>a</strong>"), {"text": "a", "entities": [("bold", 0, 1)]}),
    (html('<pre><code class="language-fift">x</code></pre>'), {"text": "x", "entities": [("pre", 0, 1)]}),
    (html("<a>telegram.org</a>"), {"text": "telegram.org", "entities": [("text_link", 0, 12)]}),
    (html("<a href='nonsense'>x</a>"), {"text": "x", "entities": None}),
    (html("<blockquote expandable>a</blockquote>"), {"text": "a", "entities": [("expandable_blockquote", 0, 1)]}),
    (html("<tg-spoiler>a</tg-spoiler>"), {"text": "a", "entities": [("spoiler", 0, 1)]}),
    (html('<tg-time unix="1647531900" format="wDT">x</tg-time>'), {"text": "x", "entities": [("date_time", 0, 1)]}),
    (text("  Салам\t \n"), {"text": "Салам", "entities": None}),
    (text("x" * 4096), {"entities": None}),
    (html("<b>" + "&amp;" * 4096 + "</b>"), {"text": "&" * 4096}),
    (text("/start@some_bot #мост @durov 24.kg"), {"entities": FOUND}),
    (keys({"text": "b", "callback_data": "x" * 64}), {"text": "x"}),
    (keys({"text": "b", "callback_data": "ж" * 32}), {"text": "x"}),
    (to("BIG"), {"text": "x"}),
    (to("FORUM", message_thread_id="TOPIC"), {"text": "x"}),
    (to("READER", reply_parameters={"message_id": 99999, "allow_sending_without_reply": True}), {"text": "x"}),
    (edit("SENT", text="Башка"), {"text": "Башка"}),
]  # fmt: skip
