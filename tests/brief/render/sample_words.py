"""The words of the made-up brief in each language, and hostile ones; its datasets."""

from __future__ import annotations

from sinergi.evidence.provenance import Reference

HOSTILE = '<script>alert("x")</script> & <b onload=x>bold</b>'
FORMULA = '=HYPERLINK("http://example.org","click")'
RTL = "شركة \u202eevil\u202c النحاس"
LONG = "Perusahaan Pertambangan dan Peleburan Tembaga Nusantara Makmur Sejahtera Abadi Bersama " * 2

TRADE = Reference(
    id="made-up",
    title="Made-up trade <of> nobody",
    producer="Nobody & Sons",
    version="2024a",
    licence="CC0 1.0",
    licence_url="https://creativecommons.org/publicdomain/zero/1.0/",
    attribution=None,
    sha256="ab" * 32,
    notes=("All values are invented.",),
)
DISTANCES = Reference(
    id="distances",
    title="Made-up distances",
    producer="Nobody",
    version="1",
    licence="Public domain",
    licence_url="javascript:alert(1)",
    sha256="cd" * 32,
)
FORMULAS = {
    "trade-value": "v = sum of the values of all matching flows",
    "world-export-share": "s = x_ik / w_k",
    "distance": "great-circle distance",
}

WORDS = {
    "en": {
        "said": "Viet Nam offered to train Kenyan smelter engineers.",
        "span": "train Kenyan smelter engineers",
        "finding": "{a} sold copper ore worth {value} to {b} in 2012; none since {unknown}.",
        "action": "Send the list of training places to the Kenyan side",
        "closes": "letter with the list",
        "sector": "training",
        "kind": "offer",
        "role": "Minister of Industry",
        "reason": "three weeks after the meeting",
    },
    "id": {
        "said": "Vietnam menawarkan pelatihan bagi insinyur peleburan Kenya.",
        "span": "pelatihan bagi insinyur peleburan Kenya",
        "finding": "{a} menjual bijih tembaga {value} ke {b} pada 2012; sejak itu {unknown}.",
        "action": "Mengirim daftar tempat pelatihan kepada pihak Kenya",
        "closes": "surat berisi daftar",
        "sector": "pelatihan",
        "kind": "penawaran",
        "role": "Menteri Perindustrian",
        "reason": "tiga minggu setelah pertemuan",
    },
    "ru": {
        "said": "Вьетнам предложил обучить кенийских инженеров-металлургов.",
        "span": "обучить кенийских инженеров-металлургов",
        "finding": "{a}: медная руда на {value} в {b} в 2012 г.; с тех пор {unknown}.",
        "action": "Направить кенийской стороне перечень учебных мест",
        "closes": "письмо с перечнем",
        "sector": "подготовка кадров",
        "kind": "предложение",
        "role": "министр промышленности",
        "reason": "через три недели после встречи",
    },
    "tg": {
        "said": "Ветнам таълими муҳандисони металлургии Кенияро пешниҳод намуд.",
        "span": "таълими муҳандисони металлургии Кенияро",
        "finding": "{a}: маъдани мис ба маблағи {value} ба {b} дар соли 2012; аз он пас {unknown}.",
        "action": "Ирсоли рӯйхати ҷойҳои таълимӣ ба ҷониби Кения",
        "closes": "нома бо рӯйхат",
        "sector": "омодасозии кадрҳо",
        "kind": "пешниҳод",
        "role": "вазири саноат",
        "reason": "се ҳафта пас аз мулоқот",
    },
}
