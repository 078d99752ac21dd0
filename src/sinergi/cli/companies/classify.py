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
    """Tell the HS heading of each good in TEXTS, and the ISIC division of all together.

    English, Indonesian, Russian and Tajik. A text that does not tell a heading gets none: a wrong
    code is worse than no code.
    """
    from sinergi.companies import register_store
    from sinergi.companies.classification import Classifier
    from sinergi.vocabulary import products

    classifier = Classifier((code, text) for _, code, text in register_store.labels())
    headings = {text: classifier.heading(text) for text in texts}
    industry = classifier.industry(texts)
    if as_json:
        found = {
            "headings": {text: asdict(a) if a else None for text, a in headings.items()},
            "industry": asdict(industry) if industry else None,
        }
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for text, answer in headings.items():
        if answer is None:
            click.echo(f"{text}: no heading; its words do not tell one")
        else:
            name = products.name(answer.code, nomenclature="HS12")
            click.echo(f"{text}: HS {answer.code} {name} ({answer.confidence:.2f})")
    told = f"{industry.code} ({industry.confidence:.2f})" if industry else "not told"
    click.echo(f"ISIC Rev. 4 division: {told}")
