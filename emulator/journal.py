"""The journal of calls, in the order of answers: in memory for the page, in a JSON Lines file for tests and benchmarks.

A line: {"at": seconds by the emulator's clock, "real": seconds by the machine's monotonic clock, "method", "chat_id",
"parameters" (files as their sizes), "status", "ok", "description"?, "retry_after"?, "message_id"?, "unknown"?
(parameters that the Bot API does not have), "fault"? (a fault on demand), "took": seconds}.
"""

import json
import time
from collections import deque
from pathlib import Path
from typing import Any, TextIO

from emulator.wire.call import Call

KEPT = 1000  # how many of the journal's lines, the newest ones, are kept in memory
# Methods of which only refused calls are written, because the many long polls would hide all other calls.
QUIET = ("getupdates",)


class Journal:
    def __init__(self, path: Path | None = None) -> None:
        self.lines: deque[dict[str, Any]] = deque(maxlen=KEPT)
        self.counts: dict[str, int] = {}  # method and HTTP status, such as "sendMessage 200" → number of calls
        self._file: TextIO | None = path.open("a", encoding="utf-8", buffering=1) if path else None

    def write(
        self, call: Call, at: float, started: float, answer: dict[str, Any], *, unknown: list[str], fault: str
    ) -> dict[str, Any] | None:
        """Write a call and its answer to the journal; return the line, or None for a method in QUIET."""
        status = 200 if answer.get("ok") else answer.get("error_code", 500)
        key = f"{call.method} {status}"
        self.counts[key] = self.counts.get(key, 0) + 1
        if call.method.lower() in QUIET and answer.get("ok"):
            return None
        now = time.monotonic()
        line: dict[str, Any] = {
            "at": round(at, 3),
            "real": round(now, 4),
            "method": call.method,
            "chat_id": call.parameters.get("chat_id"),
            "parameters": call.parameters | {name: f"<{len(file.content)} bytes>" for name, file in call.files.items()},
            "status": status,
            "ok": bool(answer.get("ok")),
            "took": round(now - started, 4),
        }
        if not answer.get("ok"):
            line["description"] = answer.get("description")
            if "retry_after" in answer.get("parameters", {}):
                line["retry_after"] = answer["parameters"]["retry_after"]
        result = answer.get("result")
        if isinstance(result, dict) and "message_id" in result:
            line["message_id"] = result["message_id"]
        if unknown:
            line["unknown"] = unknown
        if fault:
            line["fault"] = fault
        self.lines.append(line)
        if self._file is not None:
            self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
        return line

    def of(self, method: str) -> list[dict[str, Any]]:
        """Return the lines of one method that are still in memory, oldest first."""
        return [line for line in self.lines if line["method"].lower() == method.lower()]

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
