"""Writes the pages and diagrams of documentation that come from the code, the knowledge and the specification tests."""

import importlib.util
import inspect
import os
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import django

import saufconduit
from saufconduit.criteria.wording import word_tree
from saufconduit.regimes.provisions import TOPICS, Document, RegimeLaw
from saufconduit.regimes.retention import FINALS, RetentionRule
from saufconduit.registry.cache import load_registry
from saufconduit.registry.catalogue import Registry
from saufconduit.vocabulary.citation import Citation
from saufconduit.vocabulary.problem import ProblemKind

HERE = Path(__file__).resolve().parent
TESTS = HERE.parent / "tests"
_GENERATED = "<!-- Page écrite par `make docs` : ne pas la modifier à la main. -->"
_WORDS = {True: "vrai", False: "faux", None: "inconnu"}


def pages() -> dict[str, str]:
    """The pages and the diagrams, by their path under docs."""
    sys.path.insert(0, str(HERE))
    from casework_chapter import casework_lines
    from pathway_chapter import pathway_lines
    from pathway_map import draw_map

    registry = load_registry()
    diagrams = {f"pathways/{item.id}.svg": draw_map(item, registry) for item in registry.pathways}
    return {
        "readings.md": _joined(_readings(registry)),
        "problems.md": _joined(_problems()),
        "regimes.md": _joined(_regimes(registry)),
        "retention.md": _joined(_retention(registry)),
        "language.md": _joined(_language()),
        "casework.md": _joined(casework_lines(registry)),
        "pathways.md": _joined(pathway_lines(registry)),
        **diagrams,
    }


def _joined(lines: Iterator[str]) -> str:
    return "\n".join([_GENERATED, "", *lines]).rstrip() + "\n"


def _cited(citation: Citation, documents: dict[str, Document]) -> str:
    title = documents[citation.document].title
    return f"{title}, {citation.locator}" if citation.locator else title


def _readings(registry: Registry) -> Iterator[str]:
    yield "# Lectures retenues\n"
    yield "Là où un texte laisse une question ouverte : la question, le passage, et ce qui est retenu."
    yield "Une lecture n’est pas un avis juridique ; l’écran la cite par son numéro.\n"
    for reading in registry.readings.values():
        yield f"## {reading.number}. {reading.title.fr}\n"
        yield f"`{reading.id}`\n"
        yield f"**Question.** {reading.question.fr}\n"
        yield f"**Retenu.** {reading.taken.fr}\n"
        yield f"*{reading.question.en} {reading.taken.en}*\n"
        for citation in reading.sources:
            yield f"- {_cited(citation, dict(registry.law.documents))}"
        yield ""


def problem_kinds() -> dict[str, ProblemKind]:
    """Every kind of problem declared in the package, by its code."""
    _start_django()
    found = {}
    for module in pkgutil.walk_packages(saufconduit.__path__, "saufconduit."):
        if not module.name.endswith("__main__"):
            for value in vars(importlib.import_module(module.name)).values():
                if isinstance(value, ProblemKind):
                    found[value.code] = value
    return dict(sorted(found.items()))


def _start_django() -> None:
    """The modules of the web application declare problems too; their models need settings to be imported."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saufconduit.web.config.settings")
    django.setup()


def _problems() -> Iterator[str]:
    yield "# Problèmes\n"
    yield "Chaque message dit quoi, où, que faire. Le code est stable ; les mots peuvent s’améliorer.\n"
    for kind in problem_kinds().values():
        yield f"## `{kind.code}`\n"
        yield f"{kind.what_fr} {kind.do_fr}\n"
        yield f"*{kind.what_en} {kind.do_en}*\n"


def _regimes(registry: Registry) -> Iterator[str]:
    yield "# Le droit des régimes\n"
    yield "Ce que le logiciel sait du droit, règle par règle, avec l’article et ce qui reste à confirmer."
    yield "Les nombres servent au calcul ; ils sont dans `src/saufconduit/knowledge/regimes/`.\n"
    for law in registry.law.regimes.values():
        yield from _regime(law)


def _retention(registry: Registry) -> Iterator[str]:
    yield "# Combien de temps les données sont conservées\n"
    yield "Une ligne par classe de données, lue dans `knowledge/retention.yaml`. Un lieu pose son propre fichier"
    yield "`retention.yaml` dans le dossier de `SAUFCONDUIT_KNOWLEDGE` une fois les textes lus. Une durée à confirmer"
    yield "n’efface et n’archive rien : `saufconduit audit retention` la liste, c’est tout."
    yield ""
    yield "| données | accès | conservées | puis | texte | à confirmer |"
    yield "|---|---|---|---|---|---|"
    for rule in registry.retention:
        yield f"| {' | '.join(_retained(rule, dict(registry.law.documents)))} |"
    yield ""
    yield "*How long data are kept, a line for each class. A period to be confirmed deletes and archives nothing.*"


def _retained(rule: RetentionRule, documents: dict[str, Document]) -> tuple[str, ...]:
    """The cells of a rule."""
    texts = [*([rule.article] if rule.article else []), *(documents[name].title for name in rule.sources)]
    access = ", ".join(rule.access_types) or "tous"
    doubt = "" if rule.doubt is None else rule.doubt.fr
    return rule.label.fr, access, rule.periods.fr, FINALS[rule.final].fr, " ; ".join(texts), doubt


def _regime(law: RegimeLaw) -> Iterator[str]:
    doubtful = sum(item.doubt is not None for item in law.provisions)
    yield f"## {law.label.fr[0].upper()}{law.label.fr[1:]}\n"
    yield f"{len(law.provisions)} règles, {doubtful} à confirmer.\n"
    yield "| règle | texte | article | depuis | à confirmer |\n|---|---|---|---|---|"
    for item in sorted(law.provisions, key=lambda item: TOPICS.index(item.topic)):
        start = item.start.isoformat() if item.start else ""
        cells = [f"`{item.id}`", item.text.fr, item.article or "", start, item.doubt.fr if item.doubt else ""]
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
    yield ""


class _Recorder:
    """Stands for the fixture `spec`: keeps what a case is made of."""

    def __init__(self) -> None:
        self.cases: list[tuple] = []

    def __call__(self, patients: str, criterion: str, expected: dict, missing: dict | None = None) -> None:
        self.cases.append((patients, criterion, expected, missing or {}))


def _language() -> Iterator[str]:
    yield "# Le langage des critères\n"
    yield "Chaque exemple est un cas de test : le critère tel qu’il s’écrit, ses mots, la réponse pour chaque patient."
    yield "Une réponse est vraie, fausse ou inconnue ; « manque » nomme ce qui pourrait la changer.\n"
    sys.path.insert(0, str(TESTS))
    for path in sorted((TESTS / "spec").glob("test_*.py")):
        spec = importlib.util.spec_from_file_location(path.stem, path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        yield f"## {module.title}\n"
        yield from _cases(module)


def _cases(module: ModuleType) -> Iterator[str]:
    for name, function in vars(module).items():
        if name.startswith("test_") and list(inspect.signature(function).parameters) == ["spec"]:
            recorder = _Recorder()
            function(recorder)
            yield f"### {name.removeprefix('test_').replace('_', ' ').capitalize()}\n"
            yield f"{inspect.getdoc(function)}\n"
            for case in recorder.cases:
                yield from _case(*case)


def _case(patients: str, criterion: str, expected: dict, missing: dict) -> Iterator[str]:
    from reading_criteria import read_criteria

    yield "```yaml"
    yield inspect.cleandoc(criterion)
    yield "```\n"
    yield f"*{word_tree(read_criteria(criterion), 'fr')}*\n"
    rows = [
        [cell.strip() for cell in line.split("|")] for line in patients.strip("\n").splitlines() if "+--" not in line
    ]
    head, body = rows[0], rows[1:]
    yield "| " + " | ".join(["", *head[1:], "réponse", "manque"]) + " |"
    yield "|" + "---|" * (len(head) + 2)
    for row in body:
        number = int(row[0])
        lacking = ", ".join(missing.get(number, []))
        yield "| " + " | ".join([row[0], *row[1:], _WORDS[expected[number]], lacking]) + " |"
    yield ""


if __name__ == "__main__":
    for name, text in pages().items():
        (HERE / name).parent.mkdir(exist_ok=True)
        (HERE / name).write_text(text, encoding="utf-8")
        print(f"docs/{name}")
