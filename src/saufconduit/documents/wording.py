"""Says what a proposal holds in words: its fields, its acts, its trees criterion by criterion."""

import json
from collections.abc import Mapping
from typing import Any

from saufconduit.criteria.nodes import Criterion
from saufconduit.criteria.read import CriteriaReader
from saufconduit.vocabulary.citation import Citation
from saufconduit.vocabulary.located import parse
from saufconduit.vocabulary.problem import Problem
from saufconduit.vocabulary.reading import Reading
from saufconduit.vocabulary.terms import Vocabulary
from saufconduit.vocabulary.text import Lang, Text

KINDS = {
    "reference-page": Text("page de référence de l’agence", "reference page of the agency"),
    "agency-decision": Text("décision de l’agence", "decision of the agency"),
    "agency-news": Text("actualité de l’agence", "news of the agency"),
    "continuity-note": Text("note ministérielle de continuité", "ministerial note on continuity"),
    "has-decision": Text("décision de la HAS", "decision of the HAS"),
    "guideline": Text("extrait de référentiel", "guideline extract"),
    "other": Text("autre document", "other document"),
}
ACTS = {
    "established": Text("établi", "established"),
    "renewed": Text("renouvelé", "renewed"),
    "modified": Text("modifié", "modified"),
    "extended": Text("étendu", "extended"),
    "ended": Text("terminé", "ended"),
    "not-renewed": Text("non renouvelé", "not renewed"),
    "refused": Text("refusé", "refused"),
    "suspended": Text("suspendu", "suspended"),
    "withdrawn": Text("retiré", "withdrawn"),
    "abrogated": Text("abrogé", "abrogated"),
    "initiations-stopped": Text("arrêt des initiations", "new treatments stopped"),
    "supply-limited": Text("approvisionnement limité", "supply limited"),
    "amm-granted": Text("AMM", "AMM granted"),
    "funding-ended": Text("fin de prise en charge", "funding ended"),
    "continuity-granted": Text("continuité", "continuity"),
    "protocol-published": Text("protocole publié", "protocol published"),
    "report-published": Text("rapport de synthèse", "synthesis report"),
}


FIELDS: Mapping[str, Text] = {
    "product": Text("Nom", "Name"),
    "strength": Text("Dosage", "Strength"),
    "form": Text("Forme", "Form"),
    "substance": Text("Substance", "Substance"),
    "holder": Text("Titulaire", "Holder"),
    "operator": Text("Suivi", "Follow-up"),
    "maker": Text("Fabrication", "Made by"),
    "regime": Text("Régime", "Regime"),
    "stage": Text("Stade", "Stage"),
}
LISTS: Mapping[str, Text] = {
    "articles": Text("Article", "Article"),
    "territories": Text("Territoire", "Territory"),
    "boards": Text("RCP", "Board"),
}
NO_PRODUCT = Text("Accès sans produit", "Access without a product")
FREE = Text("gratuit, par le laboratoire", "free, by the company")


def word_criteria(criteria: dict[str, Any], vocabulary: Vocabulary, lang: Lang) -> str:
    """The tree as one sentence; brackets where « et » and « ou » meet."""
    for key, joint in (("all", Text(" et ", " and ")), ("any", Text(" ou ", " or "))):
        if key in criteria:
            parts = [word_criteria(part, vocabulary, lang) for part in criteria[key]]
            is_bare = ["all" not in part and "any" not in part for part in criteria[key]]
            return joint.to(lang).join(
                part if bare or len(parts) == 1 else f"({part})" for part, bare in zip(parts, is_bare, strict=True)
            )
    if "if" in criteria:
        condition, then = (word_criteria(criteria[key], vocabulary, lang) for key in ("if", "then"))
        return Text(f"si ({condition}) alors ({then})", f"if ({condition}) then ({then})").to(lang)
    if "not" in criteria:
        return f"{Text('hors', 'not').to(lang)} ({word_criteria(criteria['not'], vocabulary, lang)})"
    if "board" in criteria:
        return vocabulary.boards[criteria["board"]].label.to(lang)
    content = {key: value for key, value in criteria.items() if key != "readings"}
    node = _reader(Reading(), vocabulary, vocabulary.products[0]).read(parse(json.dumps(content), "proposition.json"))
    assert isinstance(node, Criterion)
    return node.text.to(lang)


def problems_of(criteria: dict[str, Any], vocabulary: Vocabulary, agent: str | None) -> list[Problem]:
    """What our language refuses in a proposed tree: none, if the grammar writes it well."""
    reading = Reading()
    _reader(reading, vocabulary, agent or vocabulary.products[0]).read(parse(json.dumps(criteria), "proposition.json"))
    return reading.problems


def _reader(reading: Reading, vocabulary: Vocabulary, product: str) -> CriteriaReader:
    return CriteriaReader(reading, vocabulary, "proposal/indication", Citation("proposal"), product, {})
