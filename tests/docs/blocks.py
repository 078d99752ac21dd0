"""The code blocks of a page: what is shown, and whether the page says why it is not run."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

ROOT = Path(__file__).resolve().parents[2]
NOT_RUN = re.compile(r"<!-- not run: (.+?) -->\s*", re.DOTALL)
PAGES = sorted(
    [
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        *(
            page
            for page in (ROOT / "docs").rglob("*.md")
            if not {"results", "_build", "_generated"} & set(page.parts)
        ),
    ]
)


@dataclass(frozen=True)
class Block:
    """One block of a page; ``reason`` is the page's comment that says why it is not run."""

    language: str
    text: str
    line: int
    reason: str | None = None

    @property
    def runs(self) -> bool:
        """Whether a test runs it."""
        return self.language in ("console", "python") and self.reason is None


def blocks(page: Path) -> list[Block]:
    """The fenced and indented blocks of a page, without Sphinx directives."""
    found, reason = [], None
    for token in MarkdownIt().parse(page.read_text(encoding="utf-8")):
        if token.type in ("fence", "code_block"):
            line = token.map[0] + 1 if token.map else 0
            if not token.info.startswith("{"):
                found.append(Block(token.info.strip(), token.content, line, reason))
            reason = None
        elif token.type == "html_block" and (said := NOT_RUN.fullmatch(token.content)):
            reason = said.group(1)
        elif token.type.endswith("_open"):
            reason = None
    return found


def commands(block: Block) -> list[tuple[str, str]]:
    """The commands of a console block, each with the output shown; … stands for anything."""
    found = []
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        lines = part.split("\n")
        ends = next(i for i, line in enumerate(lines) if not line.endswith("\\"))
        shown = "\n".join(lines[ends + 1 :])
        found.append(("\n".join(lines[: ends + 1]), shown.replace("…", "...")))
    return found
