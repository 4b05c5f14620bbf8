"""`saufconduit read`: what official documents say, each value with its passage."""

from saufconduit.assessment.answer import CONTRACT
from saufconduit.cli.arguments import Context, Parser, check_ending, input_bytes, required
from saufconduit.cli.output import print_json, write_file
from saufconduit.cli.page import Page
from saufconduit.criteria.wording import colon
from saufconduit.documents.acts.act import ActFound
from saufconduit.documents.grammar.tree import criteria_of
from saufconduit.documents.medicines import CodeProposed
from saufconduit.documents.page import proposal_page
from saufconduit.documents.passage import Field
from saufconduit.documents.problems import ONE_DOCUMENT
from saufconduit.documents.proposal import ProgrammeFound, Proposal, confidence_of
from saufconduit.documents.read import proposal_of
from saufconduit.documents.source import source_of
from saufconduit.documents.wording import ACTS, KINDS, NO_PRODUCT, word_criteria
from saufconduit.interop.bdpm.medicines import Medicines, medicines_if_there
from saufconduit.registry.cache import load_registry
from saufconduit.registry.catalogue import Registry
from saufconduit.vocabulary.problem import Problem, Problems
from saufconduit.vocabulary.text import Text, decimal, written_day

ABOUT = Text(
    "Lit un texte, une page HTML ou un PDF officiel : ce qu’il dit de chaque accès, avec le passage. "
    "C’est une proposition : rien n’est su avant qu’une personne l’accepte.",
    "Reads an official text, HTML page or PDF: what it says of each access, with the passage. "
    "It is a proposal: nothing is known until a person accepts it.",
)
_ROWS = (
    ("regime", Text("Régime", "Regime")), ("stage", Text("Stade", "Stage")), ("strength", Text("Dosage", "Strength")),
    ("form", Text("Forme", "Form")), ("substance", Text("Substance", "Substance")),
    ("holder", Text("Titulaire", "Holder")),
    ("operator", Text("Suivi", "Follow-up")), ("maker", Text("Fabrication", "Made by")),
)  # fmt: skip


def arguments(parser: Parser) -> None:
    """Declares the arguments."""
    files = Text("texte, page HTML ou PDF", "text, HTML page or PDF")
    parser.option("files", nargs="*", about=files, metavar=Text("FICHIER", "FILE"))
    html = Text(
        "écrire la proposition en HTML, à côté du texte (un seul document)",
        "write the proposal as HTML, beside the text (one document)",
    )
    parser.option("--html", about=html, metavar=Text("FICHIER", "FILE"))


def run(context: Context) -> int:
    """Prints the proposals, and writes the page that is asked for."""
    given = context.arguments
    required(given.files, context.say(Text("un document", "a document")), "read")
    check_ending("--html", given.html, (".html",))
    if given.html is not None and len(given.files) > 1:
        raise Problem(ONE_DOCUMENT)
    registry = load_registry()
    medicines = medicines_if_there()
    try:
        proposals = _read_all(given.files, registry, medicines)
    finally:
        if medicines is not None:
            medicines.close()
    if given.html is not None:
        write_file(given.html, proposal_page(proposals[0], registry.vocabulary, context.lang).encode("utf-8"))
    if context.json:
        answers = [proposal.to_dict() for proposal in proposals]
        print_json(answers[0] if len(answers) == 1 else {"contract": CONTRACT, "proposals": answers})
        return 0
    page = Page(context.lang)
    for proposal in proposals:
        _ProposalPage(page, registry).add(proposal)
    page.print()
    return 0


def _read_all(paths: list[str], registry: Registry, medicines: Medicines | None) -> list[Proposal]:
    """All the documents; raises Problems with all those that cannot be read."""
    proposals, found = [], []
    for path in paths:
        try:
            proposals.append(proposal_of(source_of(input_bytes(path), path), path, registry, medicines))
        except Problem as problem:
            found.append(problem)
    if found:
        raise Problems(found)
    return proposals


class _ProposalPage:
    def __init__(self, page: Page, registry: Registry) -> None:
        self.page, self.vocabulary, self.lang = page, registry.vocabulary, page.lang

    def add(self, proposal: Proposal) -> None:
        """A document: its kind, its programmes, what does not add up."""
        source = proposal.passage.source
        self.page.heading(f"{source.name}{colon(self.lang)}{KINDS[proposal.kind.value].to(self.lang)}")
        optical = source.optical.words
        if optical is not None:
            self.page.line(self.page.say(optical), 2, "! ", "wait")
        for programme in proposal.programmes:
            self._programme(programme, proposal.codes_of(programme))
        if not proposal.programmes:
            self.page.line(self.page.say(Text("Aucun accès n’y est établi.", "It sets no access.")), 2)
        if proposal.articles:
            self._row(Text("Articles", "Articles"), ", ".join(str(field.value) for field in proposal.articles))
        if proposal.territories:
            self._row(Text("Territoires", "Territories"), ", ".join(str(field.value) for field in proposal.territories))
        for check in proposal.checks:
            self.page.line(check.text.to(self.lang), 2, "! ", "wait")
        hidden = len(proposal.passage.personal)
        if hidden:
            left = Text(f"Données personnelles laissées de côté : {hidden}.", f"Personal data left out: {hidden}.")
            self.page.line(self.page.say(left), 2, tone="quiet")

    def _programme(self, programme: ProgrammeFound, codes: tuple[CodeProposed, ...]) -> None:
        product = programme.product
        self.page.blank()
        name = self.page.say(NO_PRODUCT)
        self.page.line(str(product.name.value) if product else name, 2, tone="strong")
        for key, label in _ROWS:
            field = _field(programme, key)
            if field is not None:
                self._row(label, str(field.value), field)
        for code in codes:
            sure = Text("confiance", "confidence").to(self.lang)
            words = (
                f"{code.system.upper()} {code.code} ({code.label}, {sure} {decimal(round(code.sure, 2), self.lang)})"
            )
            self._row(Text("Code proposé (BDPM)", "Code proposed (BDPM)"), words)
        for item in programme.indications:
            words = self.page.say(Text("aucun critère lu", "no criterion was read"))
            if item.tree is not None:
                words = word_criteria(criteria_of(item.tree), self.vocabulary, self.lang)
            sure = Text("confiance", "confidence").to(self.lang)
            words += f" ({sure} {decimal(confidence_of(item), self.lang)})"
            self._row(Text("Indication", "Indication"), words, item.text)
        for act in programme.acts:
            told = [f"{label.to(self.lang)} {self._day(field)}" for label, field in _days_of(act) if field is not None]
            self._row(ACTS[act.kind], ", ".join(told), act.start)

    def _day(self, field: Field) -> str:
        return written_day(str(field.value), self.lang)

    def _row(self, label: Text, words: str, field: Field | None = None) -> None:
        seen = ", OCR" if field is not None and field.is_optical else ""
        line = (
            "" if field is None else Text(f" [ligne {field.line}{seen}]", f" [line {field.line}{seen}]").to(self.lang)
        )
        self.page.line(f"{words}{line}", 4, f"{label.to(self.lang)}{colon(self.lang)}")


def _days_of(act: ActFound) -> list[tuple[Text, Field | None]]:
    first, last = act.period or (None, None)
    return [
        (Text("du", "from"), first),
        (Text("au", "until"), last),
        (Text("signé le", "signed"), act.signed),
        (Text("publié le", "published"), act.published),
        (Text("à partir du", "from"), act.effective),
        (Text("jusqu’au", "until"), act.until),
    ]


def _field(programme: ProgrammeFound, key: str) -> Field | None:
    """The field of that name, of the programme, its regime or its product."""
    for holder in (programme, programme.regime, programme.product):
        found = getattr(holder, key, None)
        if isinstance(found, Field):
            return found
    return None
