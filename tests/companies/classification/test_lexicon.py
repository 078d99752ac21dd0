import pytest

from sinergi.companies.classification import (
    CompanyRole,
    Concept,
    TradeLexicon,
    lexicon,
)
from sinergi.vocabulary.tables import data_path, read_table
from sinergi.vocabulary.words import tokens


def concept(name: str, hs: str, strength: float = 0.9, **terms: str) -> Concept:
    row = {"concept": name, "hs": hs, "role": "maker", "strength": strength, **terms}
    return Concept.model_validate(row)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Stainless-Steel & Co.", ["stainless", "steel", "co"]),
        ("Ресмони пахтагї", ["ресмони", "пахтаги"]),
        ("Ресмони пахтагӣ", ["ресмони", "пахтаги"]),
        ("Чёрный МЁД", ["черныи", "мед"]),
        ("", []),
    ],
)
def test_tokens_fold_case_accents_and_old_glyphs(text: str, words: list[str]) -> None:
    assert tokens(text) == words


def test_old_glyphs_and_letters_of_today_are_the_same_word() -> None:
    assert tokens("Нуќра, рӯњї, маъданњо") == tokens("Нуқра, рӯҳӣ, маъданҳо")


def test_the_longest_term_wins_and_hides_what_lies_in_it() -> None:
    words = TradeLexicon(
        [concept("cotton", "5201", en="cotton"), concept("yarn", "5205", en="yarn*")]
    )
    both = TradeLexicon(
        [concept("cotton", "5201", en="cotton"), concept("cotton yarn", "5205", en="cotton yarn*")]
    )
    assert [m.concept.concept for m in words.find("Cotton yarns")] == ["cotton", "yarn"]
    assert [m.concept.concept for m in both.find("Cotton yarns")] == ["cotton yarn"]


def test_a_whole_word_does_not_match_inside_another_but_a_stem_does() -> None:
    found = TradeLexicon([concept("tin", "8001", en="tin"), concept("nickel", "7502", en="nick*")])
    assert found.find("Tinta Nickelindo")[0].concept.concept == "nickel"
    assert len(found.find("Tinta Nickelindo")) == 1


def test_english_plural_matches() -> None:
    assert TradeLexicon([concept("toy", "9503", en="toy")]).find("Toys")


def test_a_name_on_double_s_is_no_plural() -> None:
    """Buss Group, a port company of Hamburg, was taken for a maker of buses."""
    assert not lexicon().find("Buss Group")
    assert lexicon().find("Bus Group")


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("PT Indal Aluminium Industry Tbk", "7601"),
        ("Хлопковая пряжа", "5205"),
        ("Ресмони пахтагї", "5205"),
        ("minyak kelapa sawit", "1511"),
        ("Сурмаи филлизї", "8110"),
    ],
)
def test_the_shipped_lexicon_in_four_languages(text: str, heading: str) -> None:
    assert lexicon().find(text)[0].concept.hs[0] == heading


def test_the_shipped_lexicon_says_who_only_trades() -> None:
    assert {m.concept.role for m in lexicon().find("Nickel Trading")} == {
        CompanyRole.MAKER,
        CompanyRole.TRADER,
    }


@pytest.mark.parametrize("row", [{"hs": "760"}, {"en": "a*"}, {"en": "al*um"}, {"strength": 0}])
def test_a_wrong_row_is_refused(row: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"validation error"):
        Concept.model_validate({"concept": "x", "role": "maker", "strength": 0.5, **row})


def test_no_term_of_the_shipped_lexicon_means_two_things_in_one_language() -> None:
    path = data_path("companies", "classification", "trade-lexicon.csv")
    seen: dict[tuple[str, str], str] = {}
    for row in read_table(path, Concept, unique="concept"):
        for language, term in row.terms():
            key = (language, " ".join(tokens(term)) + "*" * term.endswith("*"))
            assert seen.setdefault(key, row.concept) == row.concept, key


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Производство хлопчатобумажной пряжи", "cotton yarn"),
        ("выпуск хлопкового волокна", "cotton fibre"),
        ("завод первичного алюминия", "unwrought aluminium"),
    ],
)
def test_russian_words_are_found_in_any_case(text: str, concept: str) -> None:
    assert concept in [match.concept.concept for match in lexicon().find(text)]
