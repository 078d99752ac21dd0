"""The parts of the reader: words, dates, names, numbers, furniture, languages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sinergi.errors import DataError
from sinergi.reading import lexicon as lexicon_module
from sinergi.reading import read_text
from sinergi.reading.dates import Written, resolve
from sinergi.reading.layout import lay_out
from sinergi.reading.lexicon import languages, lexicon
from sinergi.reading.lexicon_rows import CueRow
from sinergi.reading.phrases import PhraseIndex, longest
from sinergi.reading.quantities import parse, quantities
from sinergi.reading.recognise import recognise
from sinergi.reading.russian import case_of, nominative
from sinergi.reading.slips import slips
from sinergi.reading.tokens import tokenise
from sinergi.vocabulary.tables import data_path, read_table

TODAY = date(2026, 1, 15)


def found(phrase: str, text: str, endings: tuple[str, ...] = ()) -> list[str]:
    index: PhraseIndex[str] = PhraseIndex(endings=endings)
    index.add(phrase, "x")
    return [text[h.start : h.end] for h in index.find(tokenise(text))]


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("kerja sama", "bentuk Kerja Sama baru", ["Kerja Sama"]),
        ("kerja sama", "kerja. Sama saja", []),
        ("cooperat*", "Cooperation and cooperative", ["Cooperation", "cooperative"]),
        ("invite* ~ to visit", "invited the minister to visit", ["invited the minister to visit"]),
        ("Oman", "oman and Oman", ["Oman"]),
        ("AS", "as said, AS is", ["AS"]),
        ("о'zbek", "an О’zbek word", ["О’zbek"]),
    ],
)
def test_phrases(phrase: str, text: str, expected: list[str]) -> None:
    assert found(phrase, text) == expected


def test_plus_takes_case_endings_and_no_others() -> None:
    text = "Куба, Кубой, Кубань, Кубок"
    assert found("Куб+", text, ("а", "ой", "у", "е")) == ["Куба", "Кубой"]


def test_places_stay_true_with_combining_and_right_to_left_marks() -> None:
    text = "Таджики\u0306стан \u200fмеморандум"
    for token in tokenise(text):
        assert text[token.start : token.end] == token.text


def test_longest_wins() -> None:
    index: PhraseIndex[str] = PhraseIndex()
    index.add("palm oil", "food")
    index.add("oil", "energy")
    hits = longest(index.find(tokenise("palm oil and oil")))
    assert [h.payload for h in hits] == ["food", "energy"]


@pytest.mark.parametrize(
    ("written", "published", "years", "expected"),
    [
        (Written(0, 1, 2024, 11, 22), None, [], "2024-11-22"),
        (Written(0, 1, None, 11, 22, 5), None, [2024], "2024-11-22"),
        (Written(0, 1, None, 6, 5, 4), None, [2024], "2025-06-05"),
        (Written(0, 1, None, 6, 13, 2), None, [2022], "2023-06-13"),
        (Written(0, 1, None, 11, 22, 5), None, [], "2024-11-22"),
        (Written(0, 1, None, 12, 28), date(2025, 1, 3), [], "2024-12-28"),
        (Written(0, 1, None, 11, 22, 5), date(2024, 11, 23), [], "2024-11-22"),
        (Written(0, 1, weekday=3), date(2024, 11, 22), [], "2024-11-20"),
        (Written(0, 1, 2023, 9), None, [], "2023-09"),
    ],
)
def test_a_date_without_a_year_is_told_by_weekday_or_publication(
    written: Written, published: date | None, years: list[int], expected: str
) -> None:
    days = resolve(written, published=published, years=years, today=TODAY)
    assert days[0].iso == expected
    assert days[0].reason


def test_a_day_without_anything_to_tell_the_year_stays_unknown() -> None:
    day = Written(0, 1, None, 12, 22)
    assert resolve(day, published=None, years=[], today=TODAY) == []
    assert resolve(day, published=None, years=[2019, 2020], today=TODAY) == []


def test_the_only_year_named_is_proposed_as_not_sure() -> None:
    days = resolve(Written(0, 1, None, 12, 22), published=None, years=[2020, 2030], today=TODAY)
    assert [d.iso for d in days] == ["2020-12-22"]
    assert "not sure" in days[0].reason


def test_a_weekday_that_does_not_fit_offers_the_year_that_does() -> None:
    days = resolve(Written(0, 1, 2015, 1, 12, 2), published=None, years=[], today=TODAY)
    assert [d.iso for d in days] == ["2015-01-12", "2016-01-12"]
    assert "does not fit" in days[0].reason


@pytest.mark.parametrize(
    ("office", "name", "expected"),
    [
        ("заместителя министра", "Дениса Бакея", "Денис Бакей"),
        ("министра транспорта", "Фархода Назарова", "Фарход Назаров"),
        ("министром", "Сергеем Ильинским", "Сергей Ильинский"),
        ("Послом", "Ким Чжи Воном", "Ким Чжи Вон"),
        ("министру", "Олегу Петрову", "Олег Петров"),
    ],
)
def test_russian_names_come_to_the_nominative(office: str, name: str, expected: str) -> None:
    case = case_of(office)
    assert case is not None
    assert nominative(name, case) == expected


def test_a_nominative_office_leaves_the_name_alone() -> None:
    assert case_of("Министр промышленности") is None


@pytest.mark.parametrize(
    ("number", "lang", "value"),
    [
        ("27,8", "id", 27.8),
        ("1.234.567", "id", 1234567.0),
        ("1,234.5", "en", 1234.5),
        ("1 234", "ru", 1234.0),
        ("44.1", "id", 44.1),
        ("1.2.3", "en", None),
    ],
)
def test_numbers_after_the_language(number: str, lang: str, value: float | None) -> None:
    assert parse(number, lang) == value


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("menjadi 128, 4 juta dolar AS", "id", [(128.4e6, "USD")]),
        ("setara Rp2 triliun pada 2024", "id", [(2e12, "IDR")]),
        ("reached $120 million in 2021", "en", [(120e6, "USD")]),
        ("16 milliards d’euros", "fr", [(16e9, "EUR")]),
        ("составил 6,5 млрд долларов", "ru", [(6.5e9, "USD")]),
        ("达到410亿美元,同比增长32%", "zh", [(410e8, "USD"), (32.0, "percent")]),
    ],
)
def test_quantities_have_scale_and_unit(
    text: str, lang: str, expected: list[tuple[float, str]]
) -> None:
    assert [(q.value, q.unit) for q in quantities(text, lang)] == expected


def test_slips_are_noticed_and_correct_figures_are_not() -> None:
    assert slips("Output of 90 tons is 3.3 times the 30 tons of last year.", "en")
    assert not slips("Output of 90 tons is 3 times the 30 tons of last year.", "en")
    assert slips("Ekspor naik 50 persen dari 100 juta dolar AS menjadi 120 juta dolar AS", "id")
    assert not slips("Ekspor naik 20 persen dari 100 juta dolar AS menjadi 120 juta dolar AS", "id")
    assert not slips("90 tons and 30 dollars are 3.3 times", "en")


def test_furniture_is_dropped_and_datelines_set_apart() -> None:
    text = (
        "Judul berita\n"
        "JAKARTA (ANTARA) - Isi pertama.\n"
        "Baca juga:\n"
        "Berita lain yang tidak penting\n"
        "Isi kedua.(Foto: Humas)\n"
        "Isi ketiga.\n"
        "Berita Terkait\n"
        "Sesuatu yang lain."
    )
    layout = lay_out(text, lexicon("id").furniture)
    kept = [text[b.body : b.end] for b in layout.blocks]
    assert kept == ["Judul berita", "Isi pertama.", "Isi ketiga."]
    assert layout.blocks[0].heading
    assert [text[s:e] for s, e, _ in layout.dropped][:2] == [
        "Baca juga:",
        "Berita lain yang tidak penting",
    ]


def test_hard_wrapped_text_is_one_paragraph() -> None:
    lines = [
        "The minister of trade of the republic said on Monday that the",
        "two countries would continue to work on the agreement which the",
        "delegations had discussed at length in the capital during the",
        "visit of the president and that the next round would take place",
        "before the summer so that companies of both sides could benefit",
        "from it as early as possible, he added.",
    ]
    text = "\n".join(lines)
    assert len(lay_out(text, lexicon("en").furniture).blocks) == 1


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Menteri itu mengatakan bahwa kerja sama dengan negara ini penting", "id"),
        ("The minister said that the cooperation of the two is important", "en"),
        ("Le ministre a dit que la coopération entre les deux est importante", "fr"),
        ("Министр сказал, что сотрудничество между странами важно", "ru"),
        ("Вазир гуфт, ки ҳамкорӣ дар соҳаи саноат муҳим аст", "tg"),
        ("部长表示双方合作很重要", "zh"),
        ("12345 !!!", None),
    ],
)
def test_languages_are_recognised(text: str, lang: str | None) -> None:
    assert recognise(text) == lang


@pytest.mark.parametrize("lang", ["id", "en", "ru", "tg", "fr", "zh"])
def test_every_lexicon_loads_and_names_every_capital_in_the_list(lang: str) -> None:
    entries = lexicon(lang)
    assert entries.furniture.line
    assert entries.language.lang == lang


def test_a_broken_lexicon_names_file_and_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = lexicon_module.data_path  # type: ignore[attr-defined]

    def path(*parts: str) -> Path:
        if parts[-1] == "sectors.csv":
            broken = tmp_path / "sectors.csv"
            broken.write_text("sector,phrases\nnonsense,word\n", encoding="utf-8")
            return broken
        return original(*parts)

    monkeypatch.setattr(lexicon_module, "data_path", path)
    with pytest.raises(DataError, match="nonsense"):
        lexicon_module.Lexicon("en")


@pytest.mark.parametrize(
    ("clause", "due"),
    [
        ("Kenya will open the plant in early 2026", "2026-01/2026-03"),
        ("Kenya will open the plant by the end of the year", "2025-12-31"),
        ("Kenya will open the plant next month", "2025-04"),
        ("Kenya will train 200 engineers within five years", "P5Y"),
        ("Kenya will open the plant by June 2027", "2027-06"),
        ("Kenya will open the plant by the end of June", "2025-06"),
        ("Kenya will open the plant in January", "2026-01"),
        ("Kenya will open the plant in May next year", "2026-05"),
        ("Kenya will open the plant by the end of next year", "2026-12-31"),
        ("Kenya will open the plant in the third quarter of 2025", "2025-07/2025-09"),
        ("Kenya will open the plant on 1 May", "2025-05-01"),
        ("Kenya will follow the road map to 2030", None),
        ("Kenya will open the plant", None),
    ],
)
def test_deadlines(clause: str, due: str | None) -> None:
    text = (
        "JAKARTA - Indonesian Trade Minister Bagus Wirasena met Kenyan Trade Minister Joseph "
        f"Wanderi in Jakarta on 6 March 2025.\nWanderi said that {clause}.\n"
    )
    record = read_text(text, id="x")
    assert record.meeting.date == "2025-03-06"
    assert [s.due for s in record.statements if s.span in clause] == [due]


def test_a_call_has_no_place_and_yesterday_counts_from_publication() -> None:
    text = (
        "JAKARTA: Indonesian Trade Minister Bagus Wirasena spoke by video link with Kenyan Trade "
        "Minister Joseph Wanderi yesterday about cooperation.\nWanderi offered tea to Indonesia."
    )
    record = read_text(text, id="x", published=date(2025, 3, 7))
    assert (record.meeting.date, record.meeting.place) == ("2025-03-06", None)


def test_cues_stand_one_a_row_and_none_twice() -> None:
    for lang in languages():
        rows = read_table(data_path("reading", lang, "cues.csv"), CueRow, unique="phrase")
        assert len(rows) > 500
        assert not [row.phrase for row in rows if "|" in row.phrase]
