"""Small files of every kind that Sinergi reads, for the mutations of ``fuzz.py``."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
GLEIF = (
    "<lei:LEIData xmlns:lei='http://www.gleif.org/data/schema/leidata/2016'><lei:LEIRecords>"
    "<lei:LEIRecord><lei:LEI>529900T8BM49AURSDO55</lei:LEI><lei:Entity><lei:LegalName>A"
    "</lei:LegalName></lei:Entity></lei:LEIRecord></lei:LEIRecords></lei:LEIData>"
)
UN = (
    "<CONSOLIDATED_LIST dateGenerated='2024-05-09T00:00:00'><ENTITIES><ENTITY><DATAID>110</DATAID>"
    "<FIRST_NAME>TALVAR</FIRST_NAME><LISTED_ON>2011-06-29</LISTED_ON></ENTITY></ENTITIES>"
    "</CONSOLIDATED_LIST>"
)
EU = (
    "<export xmlns='http://eu.europa.ec/fpi/fsd/export' generationDate='2024-05-07T12:00:00Z'>"
    "<sanctionEntity logicalId='1'><subjectType code='enterprise' classificationCode='E'/>"
    "<nameAlias wholeName='Acme'/></sanctionEntity></export>"
)
USGS = (
    "MCS chapter,Section,Commodity,Country,Statistics,Statistics_detail,Unit,Year,Value,Notes\n"
    "A,World Mine Production and Reserves,Antimony,Tajikistan,Production,Mine production,"
    'metric tons,2024,"22,000",Estimated.\n'
)
MAPPING = (
    'title = "R"\nkind = "companies"\n[fields.name]\ncolumns = ["name"]\n'
    '[fields.city]\ncolumns = ["city"]\n'
)
SDN = '36,"ACME",-0- ,"X",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0-\n'


def workbook() -> bytes:
    """A small XLSX table."""
    from openpyxl import Workbook

    book, out = Workbook(), io.BytesIO()
    for row in (["name", "city"], ["PT Satu", "Depok"], ["ООО Хлопок", 7]):
        book.worksheets[0].append(row)
    book.save(out)
    return out.getvalue()


def word() -> bytes:
    """A small Word document."""
    import docx

    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph("Menteri Perdagangan RI bertemu Menteri Industri Kenya.")
    table = document.add_table(2, 2)
    table.cell(0, 0).text = "Jakarta"
    document.save(out)
    return out.getvalue()


def page() -> bytes:
    """A PDF of one page of text."""
    content = b"BT /F1 12 Tf 72 720 Td (Menteri Perdagangan RI) Tj ET"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    out = b"%PDF-1.4\n"
    places = []
    for number, text in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj%sendobj\n" % (number, text)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = b"xref\n0 6\n0000000000 65535 f \n" + table
    return out + start + b"trailer<</Root 1 0 R/Size 6>>\nstartxref\n%d\n%%%%EOF\n" % len(out)


def saved_brief() -> bytes:
    """A brief as it is saved."""
    import sinergi

    sample = ROOT / "samples/jakarta-2024-11-22.txt"
    return sinergi.brief("IDN", "TJK", documents=[sample]).model_dump_json().encode()


def archive(name: str, content: bytes) -> bytes:
    """A zip archive of one file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, content)
    return out.getvalue()


def seeds() -> dict[str, tuple[str, bytes, str]]:
    """File name, content and reader of each kind of file."""
    samples = ROOT / "samples"
    reports = (samples / "trade/comtrade.csv").read_bytes()
    entity = {"id": "x", "schema": "Company", "properties": {"name": ["Acme"], "country": ["id"]}}
    baci = b"t,i,j,k,v,q\n2020,360,156,260400,12.345,1000.5\n2020,762,360,760110,1,NA\n"
    found = {
        "baci": ("baci.zip", archive("BACI_HS92_Y2020_V202601.csv", baci), "baci"),
        "comtrade": ("reports.csv", reports, "comtrade"),
        "comtrade gz": ("reports.csv.gz", gzip.compress(reports), "comtrade"),
        "comtrade zip": ("reports.zip", archive("reports.csv", reports), "comtrade"),
        "customs": (
            "lines.csv",
            "Год;Страна отправления;Страна назначения;Код ТН ВЭД;Стоимость, USD\n"
            "2024;Таджикистан;ID;520100;1 500,50\n".encode("cp1251"),
            "customs",
        ),
        "tariffs": ("tariffs.csv", (samples / "trade/tariffs.csv").read_bytes(), "tariffs"),
        "gdp": ("gdp.csv", (samples / "trade/gdp.csv").read_bytes(), "gdp"),
        "distances": ("d.csv", b"exporter,importer,dist\nTJK,IDN,6000\n", "distances"),
        "register csv": ("r.csv", b"name,city\nPT Satu,Depok\n", "register"),
        "register xlsx": ("r.xlsx", workbook(), "register"),
        "register json": ("r.json", b'{"data": [{"name": "A", "city": "B"}]}', "register"),
        "register lines": ("r.jsonl", b'{"name": "A"}\n{"name": "B"}\n', "register"),
        "list ftm": ("l.json", json.dumps(entity).encode() + b"\n", "list"),
        "list ofac": (
            "l.xml",
            b"<sdnList><sdnEntry><uid>1</uid><lastName>A</lastName></sdnEntry></sdnList>",
            "list",
        ),
        "list eu": (
            "l.csv",
            b"Entity_LogicalId;Entity_SubjectType;NameAlias_WholeName\n1;E;Acme\n",
            "list",
        ),
        "list simple": ("l.csv", b"id,schema,name,aliases\n1,Company,Acme,A;B\n", "list"),
        "mapping": ("m.toml", (samples / "trade/customs-mapping.toml").read_bytes(), "mapping"),
        "wits": (
            "w.csv",
            b"ReporterISO3,PartnerISO3,Year,ProductCode,TradeFlowName,TradeValue in 1000 USD\n"
            b"IDN,TJK,2020,520100,Export,12.5\n",
            "wits",
        ),
        "totals": ("totals.csv", (samples / "trade/totals.csv").read_bytes(), "totals"),
        "minerals": ("minerals.csv", USGS.encode(), "minerals"),
        "register gleif": ("g.xml", GLEIF.encode(), "register"),
        "register zip": ("r.zip", archive("r.csv", b"name;city\nPT Satu;Depok\n"), "register"),
        "list un": ("l.xml", UN.encode(), "list"),
        "list eu xml": ("l.xml", EU.encode(), "list"),
        "list ofac csv": ("sdn.csv", SDN.encode(), "list"),
        "register mapping": ("m.toml", MAPPING.encode(), "register mapping"),
        "pairs": ("pairs.csv", b"left,right\nPT Satu,Satu PT\n", "pairs"),
        "targets": ("names.csv", b"name\nPT Satu\n", "targets"),
        "saved brief": ("brief.json", saved_brief(), "saved brief"),
        "template": ("t.docx", word(), "template"),
        "journal": ("decisions.jsonl", b'{"format": 1}\n{"left": "a:1"}\n', "journal"),
        "txt": ("a.txt", (samples / "jakarta-2024-11-22.txt").read_bytes(), "document"),
        "docx": ("a.docx", word(), "document"),
        "html": ("a.html", b"<html><body><article><p>Text</p></article></html>", "document"),
        "eml": ("a.eml", b"Subject: =?utf-8?b?0KI=?=\nDate: x\n\nText\n", "document"),
        "pdf": ("a.pdf", page(), "document"),
        "json": ("a.json", b'{"text": "Text", "published": "2024-11-22"}', "document"),
    }
    parquet = io.BytesIO()
    import polars as pl

    pl.DataFrame({"name": ["A"], "city": ["B"]}).write_parquet(parquet)
    return found | {"register parquet": ("r.parquet", parquet.getvalue(), "register")}
