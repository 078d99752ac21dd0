"""Candidates and pairs from registers that know goods, places and sizes."""

from pathlib import Path

import polars as pl
import pytest
from openpyxl import load_workbook

from sinergi.cli.main import run
from sinergi.companies import Candidate, candidates, pairs, register_store
from sinergi.companies.candidates.addends import goods
from sinergi.companies.candidates.findings import Finding
from sinergi.companies.candidates.question import Question
from sinergi.companies.candidates.sheet import write_candidates, write_pairs
from sinergi.companies.candidates.target import Relation, target
from sinergi.companies.candidates.uses import use_rows
from sinergi.companies.candidates.weights import Seek, sources, weights
from sinergi.companies.company import CompanyRecord
from sinergi.companies.linkage import results
from sinergi.cooperation.record import CooperationRecord, Kind, Statement
from sinergi.errors import UnknownNameError, UsageError
from sinergi.vocabulary import products


def by_name(found: list[Candidate], name: str) -> Candidate:
    return next(c for c in found if c.name == name)


def contribution(candidate: Candidate, start: str) -> float:
    return sum(r.contribution for r in candidate.reasons if r.text.startswith(start))


@pytest.mark.usefixtures("registers")
def test_the_spinner_stands_first_for_raw_cotton() -> None:
    found = candidates("IDN", "520100", partner="TJK", seek="buyers")
    assert found[0].name == "Cahaya Spinning Mills PT"
    assert "the next stage after" in found[0].reasons[0].text
    assert "Meubel Jati PT" not in [c.name for c in found]


@pytest.mark.usefixtures("registers")
def test_stated_goods_are_said_to_be_made_also_with_a_telling_name() -> None:
    found = candidates("IDN", "520100", seek="suppliers", lang="en")
    text = by_name(found, "Kapas Jaya PT").reasons[0].text
    assert text.startswith("makes ")
    assert "among its goods" in text
    assert "in its name" in text


@pytest.mark.usefixtures("registers")
def test_ways_to_reach_a_company_are_named_in_the_language() -> None:
    found = by_name(candidates("IDN", "520100", lang="ru"), "Kapas Jaya PT")
    assert "известно для связи: адрес" in [r.text for r in found.reasons]


@pytest.mark.usefixtures("registers")
def test_the_grower_stands_first_as_a_supplier() -> None:
    assert candidates("IDN", "520100", seek="suppliers")[0].name == "Kapas Jaya PT"


@pytest.mark.usefixtures("registers")
def test_a_further_stage_counts_less() -> None:
    found = candidates("IDN", "520100", seek="buyers")
    weaver, spinner = by_name(found, "Tenun Sejati PT"), by_name(found, "Cahaya Spinning Mills PT")
    assert 0 < weaver.reasons[0].contribution < spinner.reasons[0].contribution


@pytest.mark.usefixtures("registers")
def test_records_of_one_name_are_one_company_with_both_sources() -> None:
    found = candidates("IDN", "520100", seek="buyers")
    spinner = by_name(found, "Cahaya Spinning Mills PT")
    assert "Cahaya Spinning Mills Tbk PT" not in [c.name for c in found]
    assert {r.source.split()[0] for r in spinner.reasons} == {"exporters", "bourse"}
    assert contribution(spinner, "listed on an exchange") == weights()["listed"].of(Seek.BUYERS)


@pytest.mark.usefixtures("registers")
def test_what_was_linked_is_one_company_and_what_was_told_apart_is_two() -> None:
    ids = {r.name: r.key for r in register_store.records("IDN")}
    spinner, listed, knitter = (
        ids[name]
        for name in ("Cahaya Spinning Mills PT", "Cahaya Spinning Mills Tbk PT", "Rajut Indah PT")
    )
    rows = [(*spinner, "a"), (*listed, "b"), (*knitter, "b")]
    table = pl.DataFrame(rows, schema=["register", "record_id", "company"], orient="row")
    results.folder().mkdir(parents=True)
    table.write_parquet(results.folder() / results.RECORDS)
    found = candidates("IDN", "520100", seek="buyers")
    assert not contribution(by_name(found, "Cahaya Spinning Mills PT"), "listed")
    assert contribution(by_name(found, "Rajut Indah PT"), "listed") > 0
    assert "Cahaya Spinning Mills Tbk PT" not in [c.name for c in found]


@pytest.mark.usefixtures("registers")
def test_who_only_trades_says_so_and_counts_half() -> None:
    trader = by_name(candidates("IDN", "520100", seek="suppliers"), "Niaga Kapas Tbk PT")
    grower = by_name(candidates("IDN", "520100", seek="suppliers"), "Kapas Jaya PT")
    assert "(it may only trade: 'perdagangan')" in trader.reasons[0].text
    assert trader.reasons[0].contribution < 0.6 * grower.reasons[0].contribution


@pytest.mark.usefixtures("registers")
def test_name_and_goods_are_both_named() -> None:
    reason = by_name(candidates("IDN", "520100"), "Cahaya Spinning Mills PT").reasons[0]
    assert "among its goods" in reason.text
    assert "'spinning mills' in its name" in reason.text
    assert reason.source.startswith("exporters ")


def test_witnesses_together_are_as_sure_as_that_not_all_err() -> None:
    record = CompanyRecord(register="r", record_id="1", name="Yarn", country="IDN")
    found = [
        Finding("520511", 0.5, "hs", "520511", record),
        Finding("520511", 0.3, "hs", "520511", record),
        Finding("520511", 0.4, "name", "yarn", record),
    ]
    question = Question(target("520100"), Seek.BUYERS, "en")
    (reason,) = goods(found, question)
    both = 1 - (1 - 0.5 * sources()["hs"].trust) * (1 - 0.4 * sources()["name"].trust)
    assert reason.contribution == pytest.approx(both * weights()["next_stage"].buyers, abs=1e-4)


@pytest.mark.usefixtures("registers")
def test_each_kind_of_evidence_and_what_is_unknown() -> None:
    found = candidates("IDN", "520100", seek="buyers")
    spinner = by_name(found, "Cahaya Spinning Mills PT")
    assert contribution(spinner, "exports already") == weights()["exporter"].of(Seek.BUYERS)
    assert contribution(spinner, "size by its register: 900") == weights()["size"].of(Seek.BUYERS)
    assert contribution(spinner, "place: Jawa Barat; other companies of this chain there: 2") > 0
    assert contribution(spinner, "100% of its stated goods are") == weights()["focus"].of(
        Seek.BUYERS
    )
    assert spinner.unknown == ()
    knitter = by_name(found, "Rajut Indah PT")
    assert contribution(knitter, "50% of its stated goods") == pytest.approx(0.04)
    assert set(knitter.unknown) == {"size: unknown", "listing: unknown"}


@pytest.mark.usefixtures("registers")
def test_the_registers_own_class_ties_where_the_goods_say_nothing() -> None:
    found = candidates("TJK", "520511")
    assert "activity class 1311" in by_name(found, "ҶДММ Ресанда").reasons[0].text


def agreement(sentence: str) -> CooperationRecord:
    statement = Statement(
        side="JOINT",
        kind=Kind.EXISTING_AGREEMENT,
        span=sentence,
        start=0,
        end=len(sentence),
        sentence=sentence,
        document="report.txt",
    )
    return CooperationRecord(id="m", is_record=True, parties=["IDN", "TJK"], statements=[statement])


@pytest.mark.usefixtures("registers")
def test_an_agreement_that_names_the_company_counts_and_is_the_source() -> None:
    record = agreement("PT Rajut Indah and Пахтаи Сафед signed a memorandum.")
    found = candidates("IDN", "520100", partner="TJK", agreements=[record])
    reason = next(
        r for r in by_name(found, "Rajut Indah PT").reasons if "cooperation record" in r.text
    )
    assert (reason.contribution, reason.source) == (weights()["memorandum"].either, "report.txt")
    elsewhere = candidates("IDN", "520100", partner="KAZ", agreements=[record])
    assert not contribution(by_name(elsewhere, "Rajut Indah PT"), "named in")


@pytest.mark.usefixtures("registers")
def test_pairs_add_half_of_each_side_and_what_ties_them() -> None:
    record = agreement("PT Rajut Indah and Пахтаи Сафед signed a memorandum.")
    found = pairs("TJK", "IDN", "520100", agreements=[record])
    assert found[0].seller is not None
    assert found[0].seller.name == "ҶДММ Пахтаи Сафед"
    tied = next(p for p in found if p.buyer is not None and p.buyer.name == "Rajut Indah PT")
    assert tied.seller is not None
    assert tied.score == pytest.approx(sum(r.contribution for r in tied.reasons))
    assert len(tied.reasons) == 3
    assert [p.score for p in found] == sorted((p.score for p in found), reverse=True)


@pytest.mark.usefixtures("registers")
def test_a_side_that_no_register_names_is_said_to_be_unknown() -> None:
    found = pairs("KGZ", "IDN", "520100", limit=3)
    assert len(found) == 3
    assert all(p.seller is None for p in found)
    assert "no register names a company of Kyrgyzstan" in found[0].unknown[0]
    with pytest.raises(UsageError):
        pairs("IDN", "IDN", "520100")


@pytest.mark.usefixtures("registers")
def test_a_product_in_words() -> None:
    assert candidates("IDN", "нахи пахта")[0].score == candidates("IDN", "5201")[0].score
    with pytest.raises(UnknownNameError, match="do not tell"):
        candidates("IDN", "qwerty")


LIST = """{"id": "s1", "schema": "Company", "caption": "Kapas Jaya",
"properties": {"name": ["Kapas Jaya PT"], "topics": ["sanction"]}}
""".replace(",\n", ", ")


def test_a_company_on_a_list_falls_and_says_why(registers: Path) -> None:
    before = candidates("IDN", "520100", seek="suppliers")
    assert before[0].screening == "not screened: no list is loaded"
    (registers / "sanctions").mkdir()
    (registers / "sanctions" / "made.ftm.json").write_text(LIST)
    after = candidates("IDN", "520100", seek="suppliers")
    listed = by_name(after, "Kapas Jaya PT")
    assert after[-1] == listed
    assert listed.screening.startswith("found on a sanctions list: Kapas Jaya")
    assert listed.score < 0
    assert after[0].screening.startswith("no hit in")


@pytest.mark.parametrize(
    ("product", "code", "relation"),
    [
        ("760110", "760110", Relation.MAKES),
        ("760110", "7601", Relation.MAKES),
        ("760110", "760120", Relation.MAKES),
        ("720260", "720230", Relation.KIN),
        ("750110", "720260", Relation.KIN),
        ("260400", "850710", None),
        ("260400", "850730", Relation.NEXT_STAGE),
        ("260400", "270119", None),
        ("760110", "760611", Relation.NEXT_STAGE),
        ("760110", "7610", Relation.NEXT_STAGE),
        ("760110", "260600", Relation.EARLIER_STAGE),
        ("760110", "76", Relation.SAME_SECTOR),
        ("271600", "27", None),
        ("750110", "28", None),
        ("270119", "27", Relation.SAME_SECTOR),
        ("76", "760611", Relation.MAKES),
        ("260400", "720230", None),
        ("760110", "940360", None),
    ],
)
def test_how_goods_relate(product: str, code: str, relation: Relation | None) -> None:
    tie = target(product).relation(code)
    assert (tie[0] if tie else None) == relation


@pytest.mark.usefixtures("registers")
def test_workbooks_hold_all_reasons_and_run_nothing(tmp_path: Path) -> None:
    found = candidates("IDN", "520100")
    evil = Candidate(
        name="=cmd()",
        country="IDN",
        register="+r",
        record_id="@1",
        score=0.1,
        reasons=found[0].reasons,
        unknown=("-x",),
        screening="not screened",
    )
    path = tmp_path / "c.xlsx"
    records = {r.key: r for r in register_store.records("IDN")}
    write_candidates(path, [*found, evil], records)
    book = load_workbook(path)
    ranking = list(book["ranking"].iter_rows(values_only=True))
    assert ranking[1][1] == found[0].name
    assert ranking[1][3] == found[0].score
    spinner = next(row for row in ranking if row[1] == "Cahaya Spinning Mills PT")
    assert spinner[-4:] == ("Cotton yarn; Yarn of combed cotton", "Jl. A", "021", "www.a.id")
    assert ranking[-1][1] == "'=cmd()"
    assert all(cell.data_type != "f" for sheet in book for row in sheet for cell in row)
    assert book["reasons"].max_row == 1 + sum(len(c.reasons) for c in [*found, evil])
    write_pairs(path, pairs("TJK", "IDN", "520100"))
    assert load_workbook(path)["ranking"].max_row > 1


@pytest.mark.usefixtures("registers")
def test_a_company_of_the_sector_alone_is_said_to_be_no_more() -> None:
    found = candidates("IDN", "520100", seek="buyers")
    said = "whether it makes or uses Raw cotton: unknown, only its sector is known"
    assert said not in by_name(found, "Cahaya Spinning Mills PT").unknown
    found = candidates("IDN", "500200", seek="buyers", wide=True)
    assert found
    for one in found:
        alone = one.reasons[0].text.startswith(
            ("works in the sector", "its name points to the", "its power plant feeds")
        )
        assert alone == any(text.startswith("whether it makes") for text in one.unknown)


@pytest.mark.parametrize(
    ("product", "code", "relation"),
    [
        ("710812", "711319", Relation.NEXT_STAGE),
        ("260800", "790111", Relation.NEXT_STAGE),
        ("790111", "260800", Relation.EARLIER_STAGE),
        ("081310", "190531", Relation.NEXT_STAGE),
        ("710812", "731815", None),
        ("760110", "850710", None),
    ],
)
def test_uses_of_goods_that_no_chain_holds(
    product: str, code: str, relation: Relation | None
) -> None:
    found = target(product).relation(code)
    near = found is not None and found[0] is not Relation.SAME_SECTOR
    assert (found[0] if found is not None and near else None) == relation


def test_the_codes_of_the_table_of_uses_are_codes_of_goods() -> None:
    goods = products.codes("HS12")
    for row in use_rows():
        for code in (*row.product, *row.uses, *row.minor):
            assert any(one.startswith(code) for one in goods), code
        assert row.source


def test_one_of_several_uses_counts_less_than_making_the_good_itself() -> None:
    relation, near = target("090111").relation("210111") or (None, 0.0)
    assert relation is Relation.NEXT_STAGE
    either = Seek.EITHER
    assert near * weights()["next_stage"].of(either) < weights()["makes"].of(either)


@pytest.mark.parametrize("code", ["123456", "1234", "77", "HS22:123456"])
def test_a_code_that_no_revision_has_is_an_error_that_says_how_to_find_one(code: str) -> None:
    with pytest.raises(UnknownNameError, match=r"no revision .* sinergi opportunities"):
        target(code)


@pytest.mark.parametrize("code", ["999999", "76", "7601", "HS92:760110", "HS22:854143"])
def test_a_code_of_any_revision_is_found(code: str) -> None:
    assert target(code).code == code.rpartition(":")[2]


def test_the_command_tells_an_unknown_code_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["companies", "candidates", "IDN", "--product", "123456"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1
    assert "123456" in err
