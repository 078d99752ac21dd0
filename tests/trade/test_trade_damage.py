"""Files damaged at random places: every reader loads them or says in one line why it cannot."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sinergi.errors import SinergiError
from sinergi.trade.adding import add
from sinergi.trade.loading import Options

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "trade"
FILES = {
    "baci": b"t,i,j,k,v,q\n2020,4,8,260400,1.0,2\n2020,4,12,260400,1.0,NA\n",
    "comtrade": (SAMPLES / "comtrade.csv").read_bytes(),
    "wits": b"Nomenclature,ReporterISO3,ProductCode,PartnerISO3,Year,TradeFlowName,"
    b"TradeValue in 1000 USD\nH5,IDN,520100,TJK,2021,Import,5\n",
    "customs": (SAMPLES / "customs-lines.csv").read_bytes(),
    "tariffs": (SAMPLES / "tariffs.csv").read_bytes(),
    "minerals": b"country_iso3_code,country_trans,year,x,bgs_commodity_trans,"
    b"bgs_sub_commodity_trans,bgs_statistic_type_trans,quantity,units\n"
    b"TJK,Tajikistan,2023,x,a,,Production,1,tonnes (metric)\n",
    "distances": b"exporter,importer,dist\nTJK,IDN,5\nIDN,TJK,5\n",
    "gdp": (SAMPLES / "gdp.csv").read_bytes(),
}
OPTIONS = {
    "customs": {"mapping": SAMPLES / "customs-mapping.toml"},
    "tariffs": {"revision": "HS22", "country": "IDN"},
}
JUNK = st.sampled_from(
    [
        *(b'"', b"\n", b",", b";", b"\0", b"\xff", b"\r", b"-", b"nan", b"inf", b"\t", b"|", b"\\"),
        *(b"99999999999999999999", b"1e999", b"\xef\xbb\xbf", b"\xe2\x80\x94", b'""'),
    ]
)


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """The bytes with a few insertions, deletions and repetitions."""
    text = whole
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        cut = draw(st.integers(0, 20))
        text = text[:at] + draw(st.one_of(JUNK, st.just(text[at - 30 : at]))) + text[at + cut :]
    return text


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")
def test_damaged_files(kind: str, home: Path, tmp_path: Path) -> None:
    path = tmp_path / "BACI_HS92_Y2020_V202601.csv"

    @settings(
        max_examples=12,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(text=damaged(FILES[kind]), accept=st.booleans())
    def check(text: bytes, accept: bool) -> None:
        path.write_bytes(text)
        options = Options(accept_rejects=accept, **OPTIONS.get(kind, {}))
        shutil.rmtree(home, ignore_errors=True)
        try:
            add(kind, path, options=options)
        except SinergiError as error:
            shown = str(error)
        else:
            return
        assert "\n" not in shown
        assert [p.name for p in (home / "datasets").iterdir()] == [".lock"]

    check()
