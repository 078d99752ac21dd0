"""The shapes in which real services and models wrap an answer: used where it is one, else one line.

Taken from what llama.cpp's server, vLLM, Ollama and hosted services document: fences of Markdown,
thinking aloud, parts of a message, calls of tools, an empty content, JSON mode that is not known.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from sinergi.errors import InputError
from sinergi.reading.document import Document

from .fake_service import Service, body, by_span, opinion, said, served

TEXT = """JAKARTA - Menteri Perdagangan RI Bagus Wirasena bertemu Menteri Industri Kenya Joseph \
Wanderi di Jakarta, Kamis (6/3/2025).
"Kami menawarkan pelatihan vokasi bagi Kenya," kata Bagus.
Cuaca hari itu cerah sekali.
"""
WEATHER = "Cuaca hari itu cerah sekali"
OTHER = {"is_record": False, "parties": [], "statements": []}
ANSWER = json.dumps({"is_record": True, "statements": [said(WEATHER, "fact", "IDN")]})
LIST = json.dumps([said(WEATHER, "fact", "IDN")])


@pytest.fixture
def service() -> Iterator[tuple[Service, str]]:
    with served() as service:
        yield service


def message(**fields: Any) -> bytes:
    finish = fields.pop("finish_reason", "stop")
    return json.dumps({"choices": [{"message": fields, "finish_reason": finish}]}).encode()


@pytest.mark.parametrize(
    "content",
    [
        f"```json\n{ANSWER}\n```",
        f"Here is the list:\n\n{ANSWER}\n\nLet me know {{if}} you need more.",
        f"<think>\nIs it one? {json.dumps(OTHER)} perhaps.\n</think>\n\n{ANSWER}",
        f"<thinking>{{</thinking>{ANSWER}",
        f"{ANSWER}\n{json.dumps(OTHER)}",
        LIST,
        f"```\n{LIST}\n```",
        f"{{}} {ANSWER}",
    ],
)
def test_an_answer_is_found_in_what_stands_around_it(
    service: tuple[Service, str], content: str
) -> None:
    state, address = service
    state.answer = lambda _: body(content)
    assert WEATHER in by_span(opinion(address).read(Document("x", TEXT)))


@pytest.mark.parametrize(
    "content",
    [
        f"<think>{ANSWER}",
        f"<think>{ANSWER}</think>",
        f"<think>{ANSWER}</think> I see no statements.",
        '{"answer": ' + ANSWER + "}",
    ],
)
def test_what_is_only_thought_or_of_another_form_is_no_answer(
    service: tuple[Service, str], content: str
) -> None:
    state, address = service
    state.answer = lambda _: body(content)
    record = opinion(address).read(Document("x", TEXT))
    assert WEATHER not in by_span(record)
    assert record.notes[-1].code == "second-opinion-unusable"


@pytest.mark.parametrize(
    "fields",
    [
        {"content": [{"type": "text", "text": ANSWER[:9]}, {"type": "text", "text": ANSWER[9:]}]},
        {"content": ANSWER, "reasoning_content": json.dumps(OTHER)},
        {"content": None, "tool_calls": [{"function": {"name": "a", "arguments": ANSWER}}]},
        {"content": "", "tool_calls": [{"function": {"arguments": json.loads(ANSWER)}}]},
    ],
)
def test_a_message_of_parts_or_of_a_tools_call_is_read(
    service: tuple[Service, str], fields: dict[str, Any]
) -> None:
    state, address = service
    state.answer = lambda _: message(**fields)
    assert WEATHER in by_span(opinion(address).read(Document("x", TEXT)))


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"content": None}, "answers nothing"),
        ({"content": " \n"}, "answers nothing"),
        ({"content": None, "tool_calls": []}, "answers nothing"),
        ({"content": None, "refusal": "I SECRETLY will not"}, "refuses to answer"),
        ({"content": None, "reasoning_content": ANSWER, "finish_reason": "length"}, "broke off"),
        ({"content": 7}, "answers nothing"),
        ({"content": None, "tool_calls": [{"function": {}}]}, "not of the expected form"),
        ({"content": None, "tool_calls": [7]}, "not of the expected form"),
    ],
)
def test_a_message_without_an_answer_is_told_in_one_line(
    service: tuple[Service, str], fields: dict[str, Any], told: str
) -> None:
    state, address = service
    state.answer = lambda _: message(**fields)
    with pytest.raises(InputError, match=told) as caught:
        opinion(address).read(Document("x", TEXT))
    assert "\n" not in str(caught.value)
    assert "SECRETLY" not in str(caught.value)


@pytest.mark.parametrize("code", [400, 422])
def test_a_service_without_json_mode_is_asked_without_it(
    service: tuple[Service, str], code: int
) -> None:
    state, address = service
    state.answer = lambda _: body(ANSWER)
    state.status_for = lambda asked: code if "response_format" in asked else 200
    assert WEATHER in by_span(opinion(address).read(Document("x", TEXT)))
    assert ["response_format" in asked for asked in state.asked] == [True, False]


def test_a_question_that_is_wrong_in_any_form_is_told(service: tuple[Service, str]) -> None:
    state, address = service
    state.status = 400
    with pytest.raises(InputError, match="answers 400"):
        opinion(address).read(Document("x", TEXT))
    assert len(state.asked) == 2
