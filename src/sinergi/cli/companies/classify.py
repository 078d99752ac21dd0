"""``sinergi companies classify``: what texts say a company makes."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from sinergi.cli.shared.options import json_option


@click.command()
@click.argument("texts", nargs=-1, required=True)
@json_option
def classify(texts: tuple[str, ...], as_json: bool) -> None:
    """Tell the HS headings of the goods in TEXTS, and the ISIC division of all together.

    English, Indonesian, Russian and Tajik. A text may list several goods. One that does not tell
    a heading gets none: a wrong code is worse than no code.
    """
    from sinergi.companies import register_store
    from sinergi.companies.classification import Classifier
    from sinergi.companies.names.scripts import repair_glyphs
    from sinergi.vocabulary import products

    classifier = Classifier((code, text) for _, code, text in register_store.labels())
    # Of the four languages only Tajik ever had fonts with letters of others.
    shown = [repair_glyphs(text, tajik=True) for text in texts]
    goods = {text: classifier.goods(text) for text in shown}
    industry = classifier.industry(shown)
    if as_json:
        found = {
            "headings": {text: [asdict(answer) for answer in told] for text, told in goods.items()},
            "industry": asdict(industry) if industry else None,
        }
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for text, answers in goods.items():
        if not answers:
            click.echo(f"{text}: no heading; its words do not tell one")
        for answer in answers:
            name = products.name(answer.code, nomenclature="HS12")
            click.echo(f"{text}: HS {answer.code} {name} ({answer.confidence:.2f})")
    division = f"{industry.code} ({industry.confidence:.2f})" if industry else "not told"
    click.echo(f"ISIC Rev. 4 division: {division}")
