"""aiogram's types are built when they are first used, and are then what they are otherwise."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
USER = {"id": 7, "is_bot": False, "first_name": "Айзада", "language_code": "ky"}
CHAT = {"id": 7, "type": "private", "first_name": "Айзада"}
MESSAGE = {"message_id": 1, "date": 1796000000, "chat": CHAT, "from": USER, "text": "/start"}
MEMBER, LEFT = {"status": "member", "user": USER}, {"status": "kicked", "user": USER, "until_date": 0}
UPDATES = [
    {"update_id": 1, "message": MESSAGE},
    {"update_id": 2, "callback_query": {"id": "9", "from": USER, "chat_instance": "3", "data": "1:b:done"}},
    {
        "update_id": 3,
        "my_chat_member": {
            "chat": CHAT,
            "from": USER,
            "date": 1796000000,
            "old_chat_member": MEMBER,
            "new_chat_member": LEFT,
        },
    },
    {"update_id": 4, "inline_query": {"id": "9", "from": USER, "query": "мост", "offset": ""}},
]
# Prints what a program sees of the types; PUT_OFF says whether they are built when they are used.
SEEN = f"""
import contextlib, sys
from launch.telegram_types import types_built_when_used
with types_built_when_used() if PUT_OFF else contextlib.nullcontext():
    import aiogram
from aiogram import methods, types
kinds = {{name: getattr(types, name) for name in sorted(types.__all__)}}
kinds = {{name: kind for name, kind in kinds.items() if hasattr(kind, "model_rebuild")}}
built = sum(kind.__pydantic_complete__ for kind in kinds.values())
assert (built < 20) is PUT_OFF, built
from aiogram.methods.base import Response
for given in {UPDATES!r}:
    update = types.Update.model_validate(given)
    print(repr(update), update.model_dump_json(exclude_none=True), update.event.from_user.model_dump_json())
button = types.InlineKeyboardButton(text="Мост", callback_data="1")
markup = types.InlineKeyboardMarkup(inline_keyboard=[[button]])
print(methods.SendMessage(chat_id=7, text="Мост", reply_markup=markup).model_dump_json(exclude_unset=True))
kept = [getattr(methods, name) for name in sorted(methods.__all__) if name != "TelegramMethod"]
answers = {{str(method.__returning__): method.__returning__ for method in kept if hasattr(method, "__returning__")}}
assert len(answers) > 25, len(answers)
for name, answer in answers.items():
    print(name, Response[answer].model_validate_json('{{"ok": false, "error_code": 400}}'))
print(Response[methods.SendMessage.__returning__].model_validate({{"ok": True, "result": {MESSAGE!r}}}).result)
for name, kind in kinds.items():
    kind.model_rebuild()
    print(name, {{key: str(field.annotation) for key, field in kind.model_fields.items()}})
"""


def seen(*, is_put_off: bool) -> str:
    code = SEEN.replace("PUT_OFF", str(is_put_off))
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=100, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return re.sub(r"0x[0-9a-f]+", "0x", done.stdout)  # places in memory


@pytest.mark.slow
def test_types_answers_and_methods_are_the_same_whenever_they_are_built() -> None:
    at_once = seen(is_put_off=False)
    assert len(at_once.splitlines()) > 400
    assert seen(is_put_off=True) == at_once
