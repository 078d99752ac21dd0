"""Answers kept by what was asked, so that the same question is paid for once."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from sinergi.reading.model_service import Reply
from sinergi.reading.opinion.prompts import Messages
from sinergi.store.home import private_folder
from sinergi.store.whole import cannot_write, write_text


class Cache:
    """A folder with one file a question.

    Args:
        folder: Where; None keeps nothing.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def get(self, address: str, model: str, messages: Messages) -> Reply | None:
        """The answer given before; None where there is none or its file is damaged."""
        path = self._path(address, model, messages)
        if path is None:
            return None
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
            return Reply(str(kept["content"]), int(kept["tokens_in"]), int(kept["tokens_out"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, address: str, model: str, messages: Messages, reply: Reply) -> None:
        """Keep an answer.

        Raises:
            OutputError: it cannot be written.
        """
        path = self._path(address, model, messages)
        if path is None:
            return
        kept = {
            "content": reply.content,
            "tokens_in": reply.tokens_in,
            "tokens_out": reply.tokens_out,
        }
        try:
            private_folder(path.parent)
        except OSError as error:
            raise cannot_write(path, error) from error
        write_text(path, json.dumps(kept, ensure_ascii=False), private=True)

    def _path(self, address: str, model: str, messages: Messages) -> Path | None:
        if self._folder is None:
            return None
        asked = json.dumps([address, model, messages], ensure_ascii=False, sort_keys=True)
        return self._folder / f"{hashlib.sha256(asked.encode()).hexdigest()}.json"
