"""Writes a proposal as one HTML page: the values on one side, the passages on the other."""

from collections.abc import Iterator
from html import escape

from saufconduit.documents.grammar.tree import criteria_of, leaves_of
from saufconduit.documents.passage import Field
from saufconduit.documents.proposal import ProgrammeFound, Proposal, confidence_of
from saufconduit.documents.wording import ACTS, FIELDS, FREE, KINDS, LISTS, NO_PRODUCT, word_criteria
from saufconduit.vocabulary.terms import Vocabulary
from saufconduit.vocabulary.text import Lang, Text, decimal, written_day

_HEAD = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
:root {{ color-scheme: light; font: 16px/1.5 system-ui, sans-serif; color: #1b1b1b; background: #fff }}
body {{ margin: 0 }}
header {{ padding: 1rem 1.5rem; border-bottom: 1px solid #767676 }}
main {{ display: grid; grid-template-columns: minmax(20rem, 1fr) minmax(20rem, 1fr) }}
section {{ padding: 1rem 1.5rem; overflow: auto; max-height: 80vh }}
h1 {{ font-size: 1.3rem; margin: 0 }} h2 {{ font-size: 1.1rem }} h3 {{ font-size: 1rem; margin-bottom: 0 }}
table {{ border-collapse: collapse; width: 100% }}
th, td {{ text-align: left; vertical-align: top; padding: .25rem .5rem .25rem 0; border-bottom: 1px solid #ddd }}
th {{ font-weight: 600 }}
pre {{ white-space: pre-wrap; font: 15px/1.6 ui-serif, Georgia, serif; margin: 0 }}
mark {{ background: #fff3bf; color: inherit }} mark:target {{ background: #ffd43b; outline: 2px solid #5f3dc4 }}
a {{ color: #1a4b8c }} .left-out {{ color: #595959; font-style: italic }} .check {{ color: #8a1c1c }}
@media (max-width: 50rem) {{ main {{ display: block }} section {{ max-height: none }} }}
</style>
</head>
<body>
"""


def proposal_page(proposal: Proposal, vocabulary: Vocabulary, lang: Lang) -> str:
    """The page, whole: no script, nothing to fetch; names of persons and mailboxes are left out of the text."""
    return _Page(proposal, vocabulary, lang).write()


class _Page:
    def __init__(self, proposal: Proposal, vocabulary: Vocabulary, lang: Lang) -> None:
        self.proposal, self.vocabulary, self.lang = proposal, vocabulary, lang
        self.marks: list[tuple[int, int]] = []

    def say(self, french: str, english: str) -> str:
        return Text(french, english).to(self.lang)

    def write(self) -> str:
        source = self.proposal.passage.source
        values = "\n".join(self._values())
        title = self.say("Proposition", "Proposal")
        kind = KINDS[self.proposal.kind.value].to(self.lang)
        about = self.say(
            "Lu par une machine : rien n’est su avant qu’une personne l’accepte.",
            "Read by a machine: nothing is known until a person accepts it.",
        )
        return (
            _HEAD.format(lang=self.lang, title=f"{title} — {escape(source.name)}")
            + f"<header><h1>{title} — {escape(source.name)}</h1>\n<p>{escape(kind)}. {about}</p>{self._optical()}"
            + "</header>\n<main>\n"
            + f'<section aria-label="{self.say("Valeurs", "Values")}" tabindex="0">\n{values}\n</section>\n'
            + f'<section aria-label="{self.say("Texte", "Text")}" tabindex="0"><pre>{self._text()}</pre></section>\n'
            + "</main>\n</body>\n</html>\n"
        )

    def _optical(self) -> str:
        words = self.proposal.passage.source.optical.words
        return "" if words is None else f'\n<p class="check">{escape(words.to(self.lang))}</p>'

    # --- values

    def _values(self) -> Iterator[str]:
        for programme in self.proposal.programmes:
            name = programme.product.name.value if programme.product else NO_PRODUCT.to(self.lang)
            yield f"<h2>{escape(str(name))}</h2>"
            yield self._table(list(self._identity(programme)))
            yield from self._codes(programme)
            yield from self._indications(programme)
            yield f"<h3>{self.say('Actes', 'Acts')}</h3>"
            yield self._table(list(self._acts(programme)))
        others = [*self._continuity(), *self._lists()]
        if others:
            yield f"<h2>{self.say('Aussi dans le texte', 'Also in the text')}</h2>"
            yield self._table(others)
        if self.proposal.checks:
            yield f"<h2>{self.say('À vérifier', 'To check')}</h2><ul>"
            yield from (f'<li class="check">{escape(check.text.to(self.lang))}</li>' for check in self.proposal.checks)
            yield "</ul>"

    def _identity(self, programme: ProgrammeFound) -> Iterator[tuple[str, Field]]:
        product, regime = programme.product, programme.regime
        found = {
            "product": product and product.name,
            "strength": product and product.strength,
            "form": product and product.form,
            "substance": product and product.substance,
            "holder": programme.holder,
            "operator": programme.operator,
            "maker": programme.maker,
            "regime": regime and regime.regime,
            "stage": regime and regime.stage,
        }
        for name, label in FIELDS.items():
            field = found[name]
            if isinstance(field, Field):
                yield label.to(self.lang), field

    def _codes(self, programme: ProgrammeFound) -> Iterator[str]:
        """The codes that the base of medicines proposes: they are not in the document."""
        codes = self.proposal.codes_of(programme)
        if codes:
            title = self.say("Codes proposés d’après la BDPM, à vérifier", "Codes proposed from the BDPM, to check")
            yield f"<p>{title}</p><ul>"
            for code in codes:
                sure = f"{self.say('confiance', 'confidence')} {decimal(round(code.sure, 2), self.lang)}"
                name = f"{code.system.upper()} {escape(code.code)}"
                yield f"<li>{name} <small>({escape(code.label)}, {sure})</small></li>"
            yield "</ul>"

    def _indications(self, programme: ProgrammeFound) -> Iterator[str]:
        for number, item in enumerate(programme.indications, 1):
            yield f"<h3>{self.say('Indication', 'Indication')} {number} {self._mark(item.text)}</h3>"
            if item.tree is None:
                yield f'<p class="check">{self.say("Aucun critère lu.", "No criterion was read.")}</p>'
                continue
            words = word_criteria(criteria_of(item.tree), self.vocabulary, self.lang)
            sure = decimal(confidence_of(item), self.lang)
            yield f"<p>{escape(words)} <small>({self.say('confiance', 'confidence')} {sure})</small></p><ul>"
            for leaf in leaves_of(item.tree):
                said = word_criteria(leaf.criteria, self.vocabulary, self.lang)
                deduced = self.say(" (déduit)", " (deduced)") if leaf.is_deduced else ""
                field = self.proposal.passage.field(said, leaf.start, leaf.end, leaf.sure)
                yield f"<li>{escape(said)}{deduced} {self._mark(field)}</li>"
            yield "</ul>"

    def _acts(self, programme: ProgrammeFound) -> Iterator[tuple[str, Field]]:
        names = (
            ("signed", "signé", "signed"), ("published", "publié", "published"), ("effective", "à partir du", "from"),
            ("until", "jusqu’au", "until"), ("reference", "référence", "reference"), ("payer", "prix", "price"),
        )  # fmt: skip
        for act in programme.acts:
            label = ACTS[act.kind].to(self.lang)
            for name, french, english in names:
                field = getattr(act, name)
                if field is not None:
                    yield f"{label}, {self.say(french, english)}", field
            if act.period is not None:
                yield f"{label}, {self.say('du', 'from')}", act.period[0]
                yield f"{label}, {self.say('au', 'until')}", act.period[1]

    def _continuity(self) -> Iterator[tuple[str, Field]]:
        note = self.proposal.continuity
        if note is not None:
            named = ((self.say("Début avant le", "Begun before"), note.started_before), ("NOR", note.nor),
                     (self.say("Rétrocession", "Dispensing to out-patients"), note.retrocession))  # fmt: skip
            yield from ((label, field) for label, field in named if field is not None)

    def _lists(self) -> Iterator[tuple[str, Field]]:
        for name, label in LISTS.items():
            yield from ((label.to(self.lang), field) for field in getattr(self.proposal, name))

    def _table(self, rows: list[tuple[str, Field]]) -> str:
        body = "".join(
            f'<tr><th scope="row">{escape(label)}</th><td>{escape(self._value(field))} {self._mark(field)}</td></tr>'
            for label, field in rows
        )
        return f"<table><tbody>{body}</tbody></table>" if rows else f"<p>{self.say('Rien.', 'Nothing.')}</p>"

    def _value(self, field: Field) -> str:
        if isinstance(field.value, bool):
            return self.say("oui", "yes") if field.value else self.say("non", "no")
        if field.value == "free_by_company":
            return FREE.to(self.lang)
        return written_day(str(field.value), self.lang)

    def _mark(self, field: Field) -> str:
        """The link to the passage; the place is remembered, to be marked in the text."""
        self.marks.append(self.proposal.passage.cleaned.span_of(field.start, field.end))
        name = f"p{len(self.marks)}"
        seen = ", OCR" if field.is_optical else ""
        return f'<a href="#{name}">{self.say("ligne", "line")} {field.line}{seen}</a>'

    # --- the text

    def _text(self) -> str:
        """The clean text with its passages marked; one that begins inside another cuts it."""
        text = self.proposal.passage.text
        opens: dict[int, list[int]] = {}
        for number, (start, _) in enumerate(self.marks, 1):
            opens.setdefault(start, []).append(number)
        covered = [False] * (len(text) + 1)
        for start, end in self.marks:
            covered[start:end] = [True] * (min(end, len(text)) - start)
        hidden = dict(self._hidden())
        out: list[str] = []
        at, is_open = 0, False
        while at < len(text):
            if at in opens or covered[at] is not is_open:
                out += ["</mark>"] * is_open
                is_open = covered[at] or at in opens
                if is_open:
                    names = "".join(f'<span id="p{number}"></span>' for number in opens.get(at, [])[1:])
                    first = opens.get(at, [None])[0]
                    out.append(f'<mark id="p{first}">{names}' if first else "<mark>")
            if at in hidden:
                words = self.say("donnée personnelle retirée", "personal data left out")
                out.append(f'<span class="left-out">[{words}]</span>')
                at = hidden[at]
            else:
                out.append(escape(text[at]))
                at += 1
        return "".join([*out, "</mark>" * is_open])

    def _hidden(self) -> Iterator[tuple[int, int]]:
        last = 0
        for start, end in self.proposal.passage.personal:
            if start >= last:
                yield start, end
                last = end
