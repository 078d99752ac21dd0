"""What turns a clause round: negation, conditions, and words of others than the parties."""

from __future__ import annotations

import pytest

from sinergi.cooperation.record import Kind, Statement
from sinergi.reading import gloss, read_text
from sinergi.reading.lexicon_rows import CueRow
from sinergi.vocabulary.tables import data_path, read_table

ACTS = {Kind.OFFER, Kind.ASK, Kind.COMMITMENT, Kind.EXISTING_AGREEMENT}
HEADS = {
    "en": "The Minister of Trade of Kazakhstan Askar Nurov met the Minister of Industry of Vietnam "
    "Tran Van Minh in Astana on 3 June 2025. Both sides discussed cooperation in textiles.",
    "id": "Menteri Perdagangan Kazakhstan Askar Nurov bertemu Menteri Perindustrian Vietnam "
    "Tran Van Minh di Astana pada 3 Juni 2025. Kedua pihak membahas kerja sama tekstil.",
    "ru": "Министр торговли Казахстана Аскар Нуров встретился с министром промышленности "
    "Вьетнама Чан Ван Минем в Астане 3 июня 2025 года. Стороны обсудили сотрудничество "
    "в текстильной отрасли.",
    "tg": "Вазири савдои Қазоқистон Асқар Нуров бо вазири саноати Ветнам Чан Ван Мин 3 июни "
    "соли 2025 дар Остона мулоқот кард. Ҷонибҳо ҳамкориро дар соҳаи бофандагӣ баррасӣ карданд.",
    "fr": "Le ministre du Commerce du Kazakhstan, Askar Nurov, a rencontré le ministre de "
    "l'Industrie du Vietnam, Tran Van Minh, à Astana le 3 juin 2025. Les deux parties ont discuté "
    "de la coopération dans le textile.",
    "zh": "2025年6月3日,哈萨克斯坦贸易部长努罗夫在阿斯塔纳会见越南工业部长陈文明。"
    "双方讨论了纺织领域的合作。",
}
DENIED = {
    "en": "Kazakhstan does not {} cotton for Vietnam.",
    "id": "Kazakhstan tidak {} kapas untuk Vietnam.",
    "ru": "Казахстан не {} хлопок для Вьетнама.",
    "tg": "Қазоқистон {} пахта барои Ветнам намекунад.",
    "fr": "Le Kazakhstan ne {} pas le coton pour le Vietnam.",
    "zh": "哈萨克斯坦未{}越南的棉花。",
}


def stated(lang: str, *sentences: str) -> list[Statement]:
    """What is read in sentences that follow the report of a meeting."""
    record = read_text(HEADS[lang] + "\n\n" + "\n\n".join(sentences), id="r")
    assert record.is_record, record.why
    return [s for s in record.statements if s.start > len(HEADS[lang])]


def strong_cues(lang: str) -> list[str]:
    """The plain phrases that by themselves tell an offer, an ask, a promise or an agreement."""
    rows = read_table(data_path("reading", lang, "cues.csv"), CueRow)
    return [
        row.phrase
        for row in rows
        if row.kind in ACTS and row.weight >= 3 and not set("~*+") & set(row.phrase)
    ]


@pytest.mark.parametrize("lang", sorted(DENIED))
def test_every_cue_that_is_denied_states_no_act(lang: str) -> None:
    cues = strong_cues(lang)
    assert len(cues) > 100
    wrong = []
    for at in range(0, len(cues), 60):
        batch = cues[at : at + 60]
        found = stated(lang, *(DENIED[lang].format(cue) for cue in batch))
        wrong += [s.span for s in found if s.kind in ACTS]
    # Cues that hold a negator of their own ("spare no effort") may stand against the rule.
    assert len(wrong) <= 0.02 * len(cues), wrong


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("ru", "Казахстан не готов увеличить поставки газа."),
        ("en", "Kazakhstan is not going to lift the quota on sesame this year."),
        ("en", "Vietnam will no longer supply coffee machines."),
        ("en", "Kazakhstan withdrew its offer of land for a textile park."),
        ("en", "He denied that Vietnam had offered 500 million dollars for energy."),
        ("en", "Kazakhstan rejected Vietnam's request to open its rice market."),
        ("en", "Nobody asked for tax holidays in the textile industry."),
        ("id", "Kazakhstan tidak menawarkan pembebasan bea masuk untuk tekstil."),
        ("id", "Kazakhstan belum menandatangani perjanjian litium dengan Vietnam."),
        ("fr", "Le Kazakhstan a refusé de fournir du coton au Vietnam."),
        ("tg", "Қазоқистон барои таъмини пахта омода нест."),
        ("zh", "哈萨克斯坦拒绝向越南提供棉花。"),
        ("en", "The European Union, which was not at the table, offered training in textiles."),
        ("en", "Analysts say Kazakhstan should offer tax breaks to textile companies."),
        ("id", "Australia meminta Vietnam membuka pasar daging."),
    ],
)
def test_a_refusal_and_a_stranger_state_no_act(lang: str, sentence: str) -> None:
    assert not [s for s in stated(lang, sentence) if s.kind in ACTS]


def test_a_refusal_names_no_topic_and_no_objects() -> None:
    (refused,) = stated("en", "Kazakhstan did not promise to provide any loan to Vietnam.")
    assert (refused.kind, refused.sectors_all, refused.denied) == (Kind.FACT, [], True)
    assert gloss(refused, "en").startswith("Kazakhstan: not, or not yet: ")


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "Kazakhstan will supply not only cotton but also silk to Vietnam."),
        ("en", "Kazakhstan will supply cotton to Vietnam no later than 1 May 2026."),
        ("id", "Kazakhstan akan memasok tidak hanya kapas tetapi juga sutra ke Vietnam."),
        ("ru", "Казахстан поставит не только хлопок, но и шёлк во Вьетнам."),
        ("zh", "哈萨克斯坦将不断扩大对越南的棉花供应。"),
    ],
)
def test_words_that_deny_nothing_leave_the_act(lang: str, sentence: str) -> None:
    assert [s for s in stated(lang, sentence) if s.kind in ACTS]


@pytest.mark.parametrize(
    "sentence",
    [
        "If parliament agrees, Vietnam will build a textile park in Kazakhstan by the end of 2026.",
        "Vietnam will consider the request to open its textile market by the end of 2026.",
    ],
)
def test_what_depends_or_is_weighed_is_no_dated_promise(sentence: str) -> None:
    for statement in stated("en", sentence):
        assert statement.kind is not Kind.COMMITMENT
        assert statement.due is None


def test_a_deadline_is_no_other_day_of_the_meeting() -> None:
    record = read_text(
        HEADS["en"] + " They will draw up a road map for textiles by 1 July 2025.", id="r"
    )
    assert record.meeting.date == "2025-06-03"
    assert "2025-07-01" not in [other.value for other in record.meeting.date_alternatives]
