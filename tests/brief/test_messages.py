import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog

from sinergi.brief import messages
from sinergi.brief.messages import translator
from sinergi.brief.model import Figure
from sinergi.errors import DataError, UsageError
from sinergi.vocabulary.country_forms import Name

SCRIPT = Path(__file__).resolve().parents[2] / "scripts/update_messages.py"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("update_messages", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def used(script: ModuleType) -> Catalog:
    template: Catalog = script.template()
    return template


def test_messages_are_found_in_code_and_templates(used: Catalog) -> None:
    places = {Path(place).suffix for message in used for place, _ in message.locations}
    assert {".py", ".j2"} <= places
    assert len(used) > 60


@pytest.mark.parametrize("lang", ["id", "ru", "tg"])
def test_everything_is_translated(script: ModuleType, used: Catalog, lang: str) -> None:
    assert script.problems(lang, used) == []


def test_the_check_sees_what_is_wrong(script: ModuleType, tmp_path: Path) -> None:
    messages = Catalog()
    for text in ("Plan", "{a} of {b}", "Sources", "Fuzzy"):
        messages.add(text)
    (tmp_path / "ru.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "Plan"\nmsgstr ""\n\nmsgid "{a} of {b}"\nmsgstr "{a} из {c}"\n\n'
        '#, fuzzy\nmsgid "Fuzzy"\nmsgstr "Нечётко"\n\nmsgid "Old"\nmsgstr "Старое"\n',
        encoding="utf-8",
    )
    assert script.problems("ru", messages, tmp_path) == [
        "ru: not translated: 'Plan'",
        "ru: other placeholders: '{a} of {b}'",
        "ru: not in the catalogue: 'Sources'",
        "ru: not translated: 'Fuzzy'",
        "ru: no longer used: 'Old'",
    ]


def test_an_update_keeps_translations_and_drops_what_is_unused(
    script: ModuleType, tmp_path: Path
) -> None:
    (tmp_path / "tg.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "Plan"\nmsgstr "Нақша"\n\nmsgid "Old"\nmsgstr "Кӯҳна"\n',
        encoding="utf-8",
    )
    messages = Catalog()
    messages.add("Plan")
    messages.add("New")
    script.update("tg", messages, tmp_path)
    catalogue = script.read("tg", tmp_path)
    assert {m.id: m.string for m in catalogue if m.id} == {"Plan": "Нақша", "New": ""}
    assert catalogue.num_plurals == 1
    before = (tmp_path / "tg.po").read_bytes()
    script.update("tg", messages, tmp_path)
    assert (tmp_path / "tg.po").read_bytes() == before


def test_translation_and_plural_forms() -> None:
    russian = translator("ru")
    assert russian("not known") == "нет данных"
    forms = [russian.plural("{n} year", "{n} years", n) for n in (1, 2, 5, 21)]
    assert forms == ["1 год", "2 года", "5 лет", "21 год"]
    assert translator("en").plural("{n} year", "{n} years", 1) == "1 year"
    assert translator("tg").plural("{n} year", "{n} years", 5) == "5 сол"


def test_a_sentence_keeps_its_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    figure = Figure(value=2e6, unit="USD", text="USD 2.0 million", evidence="x@y", note=1)
    parts = translator("en").sentence(
        "{who} sold {value} in {when}.", who="Tajikistan", value=figure, when=["2011", " (", figure]
    )
    assert parts == ["Tajikistan sold ", figure, " in 2011 (", figure, "."]
    with pytest.raises(KeyError):
        translator("en").sentence("{who} sold", value=figure)


def test_a_missing_translation_is_an_error_that_names_it() -> None:
    with pytest.raises(DataError, match="no translation of 'A text nobody marked'") as caught:
        translator("id")("A text nobody marked")
    assert str(caught.value.where).endswith("id.po")


def test_a_country_takes_the_case_that_the_message_asks_for() -> None:
    name = Name("TJK", "ru")
    assert translator("en").sentence("to {who:dat} from {who:gen}", who=name) == [
        "to Таджикистану from Таджикистана"
    ]
    assert translator("en").sentence("{who:plain} sells", who=Name("PHL", "en")) == [
        "The Philippines sells"
    ]
    assert f"{Name('IDN', 'tg'):dat}" == "Индонезия"


def test_unknown_language_and_broken_catalogues(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UsageError, match="'fr' is not known"):
        translator("fr")
    monkeypatch.setattr(messages, "catalogue_path", lambda lang: tmp_path / f"{lang}.po")
    translator.cache_clear()
    try:
        with pytest.raises(DataError, match="missing"):
            translator("ru")
        (tmp_path / "ru.po").write_text('msgid "a"\nwhat is this\n', encoding="utf-8")
        with pytest.raises(DataError, match="line 2"):
            translator("ru")
    finally:
        translator.cache_clear()
