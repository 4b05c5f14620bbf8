"""`saufconduit validate`: what is wrong in knowledge files, or in a patient file."""

import os
from collections.abc import Iterable, Iterator

from saufconduit.assessment.answer import CONTRACT
from saufconduit.cli.arguments import Context, Parser
from saufconduit.cli.output import print_json
from saufconduit.cli.page import Page
from saufconduit.cli.problems import NOTHING_TO_CHECK
from saufconduit.interop.bdpm.registered import compare_registry
from saufconduit.patients.read import KEYS as PATIENT_KEYS
from saufconduit.patients.read import read_patient
from saufconduit.registry.cache import load_registry
from saufconduit.registry.catalogue import Registry
from saufconduit.registry.files import OVERLAY, READINGS, RETENTION, knowledge_files
from saufconduit.registry.load import build_registry
from saufconduit.vocabulary.load import FILES as VOCABULARY_KEYS
from saufconduit.vocabulary.located import UNREADABLE, Located, parse, read_bytes
from saufconduit.vocabulary.problem import Place, Problem, Problems
from saufconduit.vocabulary.text import Text, plural_s

ABOUT = Text(
    "Vérifie les fichiers de connaissances (ou un dossier de patient) : syntaxe, mots, contradictions, dates. "
    "Sort 1 s’il trouve quelque chose.",
    "Checks the knowledge files (or a patient file): syntax, words, contradictions, dates. "
    "Exits 1 if it finds something.",
)
# A file that has one of these keys is meant to be one of ours, right or wrong.
_OURS = {
    *PATIENT_KEYS[2:], *VOCABULARY_KEYS, "readings", "retention", "documents", "provisions", "situations", "regime",
    "products", "events", "indications",
}  # fmt: skip


def arguments(parser: Parser) -> None:
    """Declares the arguments."""
    path = Text(
        "un fichier ou un dossier ; sans lui, toutes les connaissances",
        "a file or a folder; without it, all the knowledge",
    )
    bdpm = Text(
        "comparer aussi les produits du registre à la BDPM importée",
        "also compare the products of the registry with the imported BDPM",
    )
    parser.option("--bdpm", action="store_true", about=bdpm)
    parser.option("path", nargs="?", about=path, metavar=Text("CHEMIN", "PATH"))


def run(context: Context) -> int:
    """Prints the findings; 1 if there is one."""
    path = context.arguments.path
    if path is not None and not os.path.exists(path):
        raise Problem(UNREADABLE, Place(path), reason_fr="il n’existe pas", reason_en="it does not exist")
    findings, number = find_in(path)
    compared = compare_registry(load_registry().programmes) if context.arguments.bdpm and not findings else None
    findings += compared.problems if compared is not None else []
    remarks = compared.remarks if compared is not None else []
    if context.json:
        listed = [problem.to_dict(context.lang) for problem in findings]
        told = {"remarks": [context.say(remark) for remark in remarks]} if context.arguments.bdpm else {}
        print_json({"contract": CONTRACT, "files": number, "findings": listed, **told})
        return int(bool(findings))
    page = Page(context.lang)
    for problem in findings:
        for line in problem.text(context.lang).split("\n"):
            page.line(line.strip(), len(line) - len(line.lstrip()))
    for remark in remarks:
        page.line(context.say(remark), first="· ")
    count = len(findings)
    files = Text(
        f"{number} fichier{plural_s(number)} vérifié{plural_s(number)}",
        f"{number} file{plural_s(number)} checked",
    )
    found = Text(
        f"{count} problème{plural_s(count)}" if count else "rien à signaler",
        f"{count} problem{plural_s(count)}" if count else "nothing found",
    )
    page.line(f"{context.say(files)}, {context.say(found)}.", tone="no" if findings else "ok")
    page.print()
    return int(bool(findings))


def find_in(path: str | None) -> tuple[list[Problem], int]:
    """The problems of the knowledge, of a folder laid over it, or of the files under `path`; and how many files."""
    overlay = os.environ.get(OVERLAY)
    if path is None:
        files = knowledge_files(overlay)
        return list(_problems_of(files)), len(files)
    if not os.path.isdir(path):
        return _Files(overlay).problems_in([path]), 1
    files = knowledge_files(path)
    if any(file.startswith(os.path.join(path, "")) for file in files.values()):
        return list(_problems_of(files)), len(files)
    names = sorted(_files_in(path))
    _check_folder(path, names)
    return _Files(overlay).problems_in(names), len(names)


def _files_in(folder: str) -> Iterator[str]:
    for root, _, names in os.walk(folder):
        yield from (os.path.join(root, name) for name in names if name.endswith((".yaml", ".yml", ".json")))


def _problems_of(files: dict[str, str]) -> Iterable[Problem]:
    try:
        build_registry(files)
    except Problem as problem:
        return [problem]
    except Problems as several:
        return several.problems
    return ()


def _check_folder(folder: str, names: list[str]) -> None:
    """Raises Problem `cli.nothing-to-check` where most files are of other kinds: their faults would say nothing."""
    ours = sum(_is_ours(name) for name in names)
    if 2 * ours < len(names) or not names:
        raise Problem(NOTHING_TO_CHECK, Place(folder), found=ours, total=len(names))


def _is_ours(path: str) -> bool:
    """True for a file that says something of a patient or of the knowledge, or that is empty or too broken to tell."""
    try:
        root = parse(read_bytes(path), path)
    except (Problem, Problems):
        return True
    keys = set(root.value) if isinstance(root.value, dict) else set()
    return not root.value or not _OURS.isdisjoint(keys) or (bool(keys) and _is_patient(root, keys))


class _NoRegistry(Exception):
    """The knowledge itself is broken: its problems are told once, and no patient is read."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        super().__init__()
        self.problems = tuple(problems)


class _Files:
    """Files that are checked one by one, each in the place that its content says it has in the knowledge."""

    def __init__(self, overlay: str | None) -> None:
        self.overlay = overlay
        self._registry: Registry | None = None

    def problems_in(self, names: list[str]) -> list[Problem]:
        """The problems of all of them; those of the knowledge, without which no patient can be read, stand alone."""
        found: list[Problem] = []
        for name in names:
            try:
                found += self._problems_in(name)
            except _NoRegistry as broken:
                return [*found, *broken.problems]
        return found

    def _known(self) -> Registry:
        """The registry that patients name facts and accesses of, built once. Raises _NoRegistry where it is broken."""
        if self._registry is None:
            try:
                self._registry = build_registry(knowledge_files(self.overlay))
            except Problem as problem:
                raise _NoRegistry([problem]) from None
            except Problems as several:
                raise _NoRegistry(several.problems) from None
        return self._registry

    def _problems_in(self, path: str) -> Iterable[Problem]:
        try:
            data = read_bytes(path)
            root = parse(data, path)
            keys = set(root.value or ())
            if _is_patient(root, keys):
                registry = self._known()
                read_patient(data, path, registry.vocabulary, registry.indication_ids())
                return ()
        except TypeError:  # a list or a lone value: the reader of programmes says so
            keys = set()
        except Problem as problem:
            return [problem]
        except Problems as several:
            return several.problems
        return _problems_of({**knowledge_files(self.overlay), _home_of(root, keys, path): path})


def _is_patient(root: Located, keys: set[str]) -> bool:
    """True for a patient file; `facts` is also a key of the vocabulary, where each fact has a label."""
    facts = root.get("facts") if "facts" in keys else None
    described = facts.value.values() if facts is not None and isinstance(facts.value, dict) else ()
    if any(isinstance(item.value, dict) and "label" in item.value for item in described):
        return False
    return bool(keys & set(PATIENT_KEYS[2:])) or not keys - set(PATIENT_KEYS)


def _home_of(root: Located, keys: set[str], path: str) -> str:
    """Where the file stands in the knowledge; a copy of a programme or a regime takes the place of its original."""
    name = os.path.basename(path)
    if "readings" in keys:
        return READINGS
    if "retention" in keys:
        return RETENTION
    if keys & set(VOCABULARY_KEYS):
        return f"vocabulary/{name}"
    if "documents" in keys:
        return f"sources/{name}"
    own = root.get("id") if "id" in keys else None
    file = f"{own.raw}.yaml" if own is not None and own.raw else name
    section = "regimes" if "provisions" in keys else "pathways" if "situations" in keys else "programmes"
    return f"{section}/{file}"
