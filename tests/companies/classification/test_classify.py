import pytest

from sinergi.companies.classification import Classifier, industry_of
from sinergi.companies.classification.retrieval import Retrieval, stem, terms, words


@pytest.fixture(scope="module")
def ours() -> Classifier:
    return Classifier()


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("Unwrought Aluminium, Not Alloyed", "7601"),
        ("Oth Wooden Furniture,oth Than Fume Cupboard", "9403"),
        ("Woven Fabrics Of Synt Filament Yarn From Polyester", "5407"),
        ("Instant noodles", "1902"),
        ("Хлопковая пряжа", "5205"),
        ("Руды и концентраты свинцовые", "2607"),
        ("Ресмони пахтагї", "5205"),
        ("Орди гандумӣ", "1101"),
        ("minyak kelapa sawit mentah", "1511"),
        ("semen", "2523"),
    ],
)
def test_goods_in_four_languages(ours: Classifier, text: str, heading: str) -> None:
    answer = ours.heading(text)
    assert answer is not None
    assert answer.code == heading
    assert 0.55 <= answer.confidence <= 1
    assert answer.because


@pytest.mark.parametrize(
    "text", ["", "   ", "123 45", "Other", "Lainnya", "qwerty asdf", "general purpose items", "и"]
)
def test_texts_that_tell_nothing_get_no_heading(ours: Classifier, text: str) -> None:
    assert ours.heading(text) is None
    assert ours.industry([text]) is None


def test_a_residual_word_lowers_what_the_lexicon_alone_tells(ours: Classifier) -> None:
    plain = ours.score("ва собун").headings["3401"]
    assert ours.score("дигар собун").headings["3401"] < plain


def test_the_subheading_is_the_nearest_name(ours: Classifier) -> None:
    answer = ours.heading("Ferro-silico-manganese")
    assert answer is not None
    assert (answer.code, answer.subheading) == ("7202", "720230")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Potatoes, Other Than Seed , Fresh Or Chilled", {"070190", None}),  # not 070110, seed
        ("Husked (brown) Rice, Other Than Of Thai Hom Mali", {"100620"}),
    ],
)
def test_what_a_good_is_said_not_to_be_does_not_tell_it(
    ours: Classifier, text: str, codes: set[str | None]
) -> None:
    answer = ours.heading(text)
    assert answer is not None
    assert answer.subheading in codes


@pytest.mark.parametrize(
    "text", ["Oth Tubes/pipes/hollow Profiles,seamless", "бесшовные трубы", "pipa tanpa kampuh"]
)
def test_seamless_tubes_are_no_welded_ones(ours: Classifier, text: str) -> None:
    answer = ours.heading(text)
    assert answer is not None
    assert answer.code == "7304"


def test_industry_from_several_goods(ours: Classifier) -> None:
    one = ours.industry(["Wooden furniture"])
    three = ours.industry(["Wooden furniture", "Seats with wooden frames", "Mattresses"])
    assert one is not None
    assert three is not None
    assert three.code == "31"
    assert ours.industry(["Wooden furniture", "Crude palm oil"]) is None
    assert ours.industry([]) is None


def test_industry_of_a_service(ours: Classifier) -> None:
    answer = ours.industry(["Perbankan", "bank"])
    assert answer is not None
    assert answer.code == "64"


def test_labels_of_the_user_are_known(ours: Classifier) -> None:
    text = "Қандалати ширин"
    assert ours.heading(text) is None
    taught = Classifier([("1704", text), ("7601", "Алюминийи аввалия")])
    answer = taught.heading(text)
    assert answer is not None
    assert answer.code == "1704"


def test_the_longest_prefix_tells_the_industry() -> None:
    heading, chapter = industry_of("440290"), industry_of("440710")
    assert heading is not None
    assert chapter is not None
    assert (heading.hs, chapter.hs) == ("4402", "44")
    assert industry_of("990000") is None


def test_abbreviations_plurals_and_stop_words() -> None:
    assert words("Oth Synt Yarn") == ["other", "synthetic", "yarn"]
    assert [stem(w) for w in ("batteries", "boxes", "yarns", "glass")] == [
        "battery",
        "box",
        "yarn",
        "glass",
    ]
    assert terms(words("Other parts of yarns 123")) == ["yarn"]


def test_bm25_prefers_the_document_that_says_more_of_the_query() -> None:
    index = Retrieval({"1": "cotton yarn", "2": "cotton fabric", "3": "steel pipe"})
    scores = index.scores(["cotton", "yarn"])
    assert max(scores, key=lambda code: scores[code]) == "1"
    assert "3" not in scores
    assert index.complete(["cotton", "fabr"]) == ["cotton", "fabric"]
    assert index.complete(["cotton", "zzzz"]) == ["cotton", "zzzz"]
    # Formula: ln(1 + (N - n + 0.5)/(n + 0.5)).
    assert index.idf["cotton"] == pytest.approx(0.4700036)
