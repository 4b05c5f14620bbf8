"""`saufconduit compare`: what a proposal would change in a programme."""

import re

from saufconduit.assessment.answer import CONTRACT
from saufconduit.assessment.words import Tone
from saufconduit.cli.arguments import Context, Parser, input_bytes, required
from saufconduit.cli.output import print_json
from saufconduit.cli.page import Page
from saufconduit.criteria.wording import colon
from saufconduit.documents.compare import Change, compare, part_for, read_proposal
from saufconduit.documents.wording import ACTS, word_criteria
from saufconduit.registry.cache import load_registry
from saufconduit.vocabulary.terms import Vocabulary
from saufconduit.vocabulary.text import Lang, Text, written_day

ABOUT = Text(
    "Ce qu’une proposition changerait à un programme du registre : actes nouveaux, valeurs qui diffèrent. "
    "Sort 1 s’il y a une différence.",
    (
        "What a proposal would change in a programme of the registry: new acts,"
        " values that differ. Exits 1 if there is one."
    ),
)
_STATES = {
    "new": Text("nouveau", "new"),
    "differs": Text("diffère", "differs"),
    "same": Text("identique", "same"),
    "unread": Text("non lu", "unread"),
}
_PARTS = {
    "product": Text("produit", "product"),
    "regime": Text("régime", "regime"),
    "stage": Text("stade", "stage"),
    "substance": Text("substance", "substance"),
    "holder": Text("titulaire", "holder"),
    "strength": Text("dosage", "strength"),
    "act": Text("acte", "act"),
    "signed": Text("signé", "signed"),
    "published": Text("publié", "published"),
    "effective": Text("effet", "in effect"),
    "until": Text("jusqu’au", "until"),
    "period": Text("période", "period"),
    "reference": Text("référence", "reference"),
    "payer": Text("payeur", "payer"),
}
_IS_DAY = re.compile(r"\d{4}(-\d\d){0,2}")


def arguments(parser: Parser) -> None:
    """Declares the arguments."""
    proposal = Text("ce qu’a écrit : saufconduit read FICHIER --json", "what this wrote: saufconduit read FILE --json")
    parser.option("proposal", nargs="?", about=proposal, metavar=Text("PROPOSITION", "PROPOSAL"))
    parser.option(
        "programme",
        nargs="?",
        about=Text("le programme du registre", "the programme of the registry"),
        metavar=Text("PROGRAMME", "PROGRAMME"),
    )
    product_option(parser)


def product_option(parser: Parser) -> None:
    """Adds --product."""
    product = Text("le produit, quand la proposition en a plusieurs", "the product, when the proposal has several")
    parser.option("--product", about=product, metavar=Text("NOM", "NAME"))


def run(context: Context) -> int:
    """Prints the changes; 1 if there is one."""
    given = context.arguments
    required(given.proposal, context.say(Text("une proposition", "a proposal")), "compare")
    required(given.programme, context.say(Text("un programme", "a programme")), "compare")
    registry = load_registry()
    programme = registry.programme(given.programme)
    proposal = read_proposal(input_bytes(given.proposal), given.proposal)
    changes = compare(part_for(proposal, programme, given.product), programme)
    is_changed = any(change.state != "same" for change in changes)
    if context.json:
        listed = [change.to_dict() for change in changes]
        print_json({"contract": CONTRACT, "programme": programme.id, "changes": listed})
        return int(is_changed)
    page = Page(context.lang)
    page.heading(f"{programme.label.to(context.lang)} ({programme.id})")
    for change in changes:
        tone: Tone = "quiet" if change.state == "same" else "wait"
        page.line(
            _words(change, registry.vocabulary, context.lang), 2, f"{_STATES[change.state].to(context.lang):<10}", tone
        )
    page.print()
    return int(is_changed)


def _words(change: Change, vocabulary: Vocabulary, lang: Lang) -> str:
    """« acte : modifié, signé : 3 mars 2021 [ligne 15] »."""
    parts = [_word(value, vocabulary, lang) for value in (change.before, change.after) if value is not None]
    line = "" if change.line is None else Text(f" [ligne {change.line}]", f" [line {change.line}]").to(lang)
    words = [_PARTS[word].to(lang) if word in _PARTS else word for word in change.part.split(" ")]
    return f"{' '.join(words)}{colon(lang) if parts else ''}{' → '.join(parts)}{line}"


def _word(value: object, vocabulary: Vocabulary, lang: Lang) -> str:
    if isinstance(value, dict) and "kind" in value:
        told = [
            f"{_PARTS[key].to(lang)}{colon(lang)}{_day(item, lang)}" for key, item in value.items() if key != "kind"
        ]
        return ", ".join([ACTS[value["kind"]].to(lang), *told])
    return word_criteria(value, vocabulary, lang) if isinstance(value, dict) else _day(value, lang)


def _day(value: object, lang: Lang) -> str:
    """A day, or two, in words; anything else as it is."""
    if isinstance(value, dict):
        return " → ".join("…" if day is None else written_day(str(day), lang) for day in value.values())
    return written_day(str(value), lang) if _IS_DAY.fullmatch(str(value)) else str(value)
