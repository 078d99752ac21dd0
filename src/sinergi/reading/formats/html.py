"""Web pages: the article's paragraphs as lines, without scripts, menus and forms.

Nothing a page refers to is fetched.
"""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from sinergi.errors import InputError
from sinergi.reading.formats.decode import decode
from sinergi.reading.formats.page import Page

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_NOISE = (
    "script,style,noscript,nav,header nav,footer,aside,form,iframe,svg,button,select,template,"
    "figcaption,object,embed"
)
_BLOCKS = "h1,h2,h3,h4,p,li,td,th,blockquote,pre,div,section,article,time,dd,dt"
_BLOCK_NAMES = frozenset(_BLOCKS.split(","))
_LONGEST_BLOCK_TEXT = 100_000
_ARTICLE_LEAST = 200
_MOST_NODES = 60_000
_DEEPEST = 2_000
_CODE = re.compile(r"<(script|style)\b.*?(?:</\1|\Z)", re.IGNORECASE | re.DOTALL)
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{100000}")
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)")
_UNCLOSED = frozenset(
    {"p", "li", "td", "th", "tr", "dt", "dd", "option", "thead", "tbody", "tfoot", "colgroup", "br"}
    | {"img", "hr", "input", "meta", "link", "col", "source", "area", "base", "embed", "wbr"}
)
"""Elements that may or must go without a closing tag."""


def read(data: bytes, where: str) -> Page:
    """Read a page; the article element when there is one with text, else the whole body."""
    declared = _CHARSET.search(data[:4096])
    text, note = decode(
        data, where, declared=declared.group(1).decode("ascii") if declared else None
    )
    return read_markup(text, where, note)


def read_markup(markup: str, where: str, note: str | None = None) -> Page:
    """Read a page that is decoded already (also the HTML part of an e-mail).

    Raises:
        InputError: its elements are nested deeper than any page's.
    """
    from selectolax.lexbor import LexborHTMLParser

    if _LONG_TAG.search(markup):
        raise InputError(
            "an element has more attributes than any report's",
            where=where,
            advice="Copy the report's text into a text file",
        )
    if _depth(markup) > _DEEPEST:
        # The parser's time grows with the square of the depth.
        raise InputError(
            f"its elements are nested more than {_DEEPEST:,} deep, which no report's are",
            where=where,
            advice="Copy the report's text into a text file",
        )
    tree = LexborHTMLParser(markup)
    published, url = _published(tree), _canonical(tree)
    for node in tree.css(_NOISE):
        node.decompose()
    root = None
    for selector in ("article", "[itemprop=articleBody]", "main"):
        candidates = [n for n in tree.css(selector) if len(n.text() or "") >= _ARTICLE_LEAST]
        if candidates:
            root = max(candidates, key=lambda n: len(n.text() or ""))
            break
    root = root or tree.body
    lines = _lines(root) if root is not None else []
    return Page("\n".join(lines), published=published, url=url, notes=(note,) if note else ())


def _depth(markup: str) -> int:
    """How deep elements that need a closing tag are nested at most; stops past the limit."""
    depth = deepest = 0
    # In a script "i<n" is no element.
    for match in _TAG.finditer(_CODE.sub("", markup)):
        if match.group("name").lower() in _UNCLOSED:
            continue
        depth = max(0, depth - 1) if match.group("close") else depth + 1
        deepest = max(deepest, depth)
        if deepest > _DEEPEST:
            break
    return deepest


def _lines(root: Any) -> list[str]:
    """The text of every innermost block, white space run together."""
    lines: list[str] = []
    current: list[str] = []

    def flush() -> None:
        line = " ".join("".join(current).split())
        current.clear()
        if line and (not lines or lines[-1] != line):
            lines.append(line[:_LONGEST_BLOCK_TEXT])

    for count, node in enumerate(root.traverse(include_text=True)):
        if count > _MOST_NODES:
            break
        if node.tag in _BLOCK_NAMES or node.tag == "br":
            flush()
        elif node.tag == "-text":
            current.append(node.text_content or "")
    flush()
    return lines


def _published(tree: Any) -> date | None:
    for selector, attribute in (
        ("meta[property='article:published_time']", "content"),
        ("meta[name='pubdate']", "content"),
        ("meta[name='date']", "content"),
        ("meta[itemprop=datePublished]", "content"),
        ("time[datetime]", "datetime"),
    ):
        node = tree.css_first(selector)
        if node is not None:
            day = _day(node.attributes.get(attribute))
            if day is not None:
                return day
    for node in tree.css("script[type='application/ld+json']"):
        try:
            day = _day(_find(json.loads(node.text() or ""), "datePublished"))
        except (ValueError, RecursionError):
            continue
        if day is not None:
            return day
    return None


def _find(value: Any, key: str, depth: int = 0) -> Any:
    """The first value under ``key`` in nested JSON, at most a few levels down."""
    if depth > 5:
        return None
    if isinstance(value, dict):
        if key in value:
            return value[key]
        value = list(value.values())
    if isinstance(value, list):
        for item in value[:50]:
            found = _find(item, key, depth + 1)
            if found is not None:
                return found
    return None


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _canonical(tree: Any) -> str | None:
    node = tree.css_first("link[rel=canonical]")
    href = node.attributes.get("href") if node is not None else None
    return href if isinstance(href, str) and href.startswith("http") else None
