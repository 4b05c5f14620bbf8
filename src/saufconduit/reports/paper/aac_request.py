"""The request for a compassionate access of a named patient, as a form with the fields of the decree."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from saufconduit.reports.paper.blocks import (
    INITIALS_ONLY,
    Block,
    Box,
    Boxes,
    Form,
    Heading,
    Line,
    Paper,
    Paragraph,
    Sheet,
    Signatures,
    Stamp,
)
from saufconduit.reports.paper.typeset import typeset
from saufconduit.vocabulary.problem import Problem, ProblemKind
from saufconduit.vocabulary.text import Lang, Text, decimal

NOT_INITIALS = ProblemKind(
    "reports.not-initials",
    "La demande d’AAC porte les initiales du patient, pas son nom (CSP R.5121-74).",
    "Écrivez une à quatre lettres capitales, par exemple M. F.",
    "The AAC request holds the initials of the patient, not the name (CSP R.5121-74).",
    "Write one to four capital letters, for example M. F.",
)
NATIONAL_NUMBER = ProblemKind(
    "reports.national-number",
    "Un champ de la demande ({name_fr}) ressemble à un numéro de sécurité sociale. Il ne peut pas partir à l’ANSM.",
    "Retirez-le, puis imprimez de nouveau.",
    "A field of the request ({name_en}) looks like a social security number. It cannot go to ANSM.",
    "Remove it, then print again.",
)
TITLE = Text("Demande d’autorisation d’accès compassionnel (AAC)", "Request for a compassionate access (AAC)")
PURPOSE = Text("demande d’AAC", "AAC request")
_SMALLEST = 8.0
_INITIALS = re.compile(r"[^\W\d_]\.?(?:[ \u00a0-]?[^\W\d_]\.?){0,3}")
_BETWEEN = r"[\s.-]?"
_FIGURES = ["[1-478]", *[r"\d"] * 4, rf"(?:\d{_BETWEEN}\d|2{_BETWEEN}[ABab])", *[r"\d"] * 6]
_NATIONAL = re.compile(rf"(?<!\d){_BETWEEN.join(_FIGURES)}(?:{_BETWEEN}\d{_BETWEEN}\d)?(?!\d)")  # 13 or 15 figures
_SEXES = {"female": Text("femme", "female"), "male": Text("homme", "male")}
_CHANNEL = Text(
    "CSP R.5121-74. Le pharmacien de la PUI envoie la demande, pas le médecin. Seule voie : e-Saturne.",
    "CSP R.5121-74. The pharmacist of the hospital sends the request, not the doctor. Only channel: e-Saturne.",
)
_CUT = Text(
    "À confirmer : l’article a été lu coupé, la liste des champs peut être plus longue.",
    "To be confirmed: the article was read cut, the list of fields may be longer.",
)
_NO_TRIAL = Text("aucune connue", "none known")


@dataclass(frozen=True)
class AacRequest:
    """What the decree lets the request hold; what is None is left to be written by hand.

    `criteria` is `published` where the published criteria are met, `reasoned` where they are not, for reasons.
    """

    prescriber_name: str | None = None
    prescriber_position: str | None = None
    pharmacist_name: str | None = None
    initials: str | None = None
    age_years: int | None = None
    sex: str | None = None
    weight_kg: str | None = None
    product: str | None = None
    form: str | None = None
    strength: str | None = None
    indication_text: str | None = None
    dosage: str | None = None
    trial: str | None = None
    criteria: str | None = None
    criteria_reasons: str | None = None
    can_wait: bool | None = None
    undertakes_to_inform: bool | None = None

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "AacRequest":
        """The request from what the acts of a dossier carry; everything else that they carry is left behind."""
        return cls(**{field.name: data[field.name] for field in fields(cls) if data.get(field.name) is not None})


_LABELS = {
    "prescriber_name": Text("Prescripteur", "Prescriber"),
    "prescriber_position": Text("Fonction", "Position"),
    "pharmacist_name": Text("Pharmacien qui envoie", "Pharmacist who sends"),
    "initials": Text("Initiales", "Initials"),
    "age_years": Text("Âge", "Age"),
    "sex": Text("Sexe", "Sex"),
    "weight_kg": Text("Poids", "Weight"),
    "product": Text("Nom, nom de code ou DCI", "Name, code name or INN"),
    "form": Text("Forme", "Form"),
    "strength": Text("Dosage", "Strength"),
    "indication_text": Text("Indication", "Indication"),
    "dosage": Text("Posologie", "Dosage"),
    "trial": Text("Références", "References"),
    "criteria_reasons": Text("Motifs", "Reasons"),
}
_PARTS = (
    (
        Text("Qui demande, qui envoie", "Who asks, who sends"),
        ("prescriber_name", "prescriber_position", "pharmacist_name"),
    ),
    (Text("Patient", "Patient"), ("initials", "age_years", "sex", "weight_kg")),
    (Text("Médicament", "Medicine"), ("product", "form", "strength")),
    (Text("Usage", "Use"), ("indication_text", "dosage")),
)


def aac_request(request: AacRequest, stamp: Stamp, lang: Lang) -> bytes:
    """The form as PDF, one page.

    Raises Problem `reports.not-initials` for more than initials, `reports.national-number` for a number of that shape.
    """
    _check(request)
    sheet = Sheet("", _CHANNEL.to(lang), tuple(_blocks(request, lang)))
    return typeset(Paper(TITLE.to(lang), PURPOSE, lang, stamp, (sheet,), smallest=_SMALLEST, zone=INITIALS_ONLY))


def _check(request: AacRequest) -> None:
    if request.initials is not None and not _is_initials(request.initials):
        raise Problem(NOT_INITIALS)
    for name, label in _LABELS.items():
        value = getattr(request, name)
        if isinstance(value, str) and _NATIONAL.search(value):
            raise Problem(NATIONAL_NUMBER, name_fr=label.fr, name_en=label.en)


def _is_initials(written: str) -> bool:
    return written == written.upper() and _INITIALS.fullmatch(written) is not None


def _blocks(request: AacRequest, lang: Lang) -> Iterator[Block]:
    for title, names in _PARTS:
        yield Heading(title.to(lang))
        yield Form(tuple(_line(request, name, lang) for name in names))
    yield Heading(Text("Recherche commerciale en cours", "Ongoing commercial research").to(lang))
    # Where the request is complete and names no trial, that is the answer; an empty form stays empty.
    none_known = _NO_TRIAL.to(lang) if request.criteria is not None and not request.trial else None
    yield Form((Line(_LABELS["trial"].to(lang), request.trial or none_known),))
    yield from _criteria(request, lang)
    yield Heading(Text("Peut-on attendre", "Can it wait").to(lang))
    yield Boxes(
        (
            Box(
                request.can_wait,
                Text("La mise en route du traitement peut attendre.", "The treatment can wait.").to(lang),
            ),
            Box(
                None if request.can_wait is None else not request.can_wait,
                Text("Elle ne peut pas attendre.", "It cannot wait.").to(lang),
            ),
        )
    )
    yield Heading(Text("Engagement", "Undertaking").to(lang))
    inform = Text("Le prescripteur s’engage à informer le patient.", "The prescriber undertakes to inform the patient.")
    yield Boxes((Box(request.undertakes_to_inform, inform.to(lang)),))
    yield Paragraph(_CUT.to(lang), "quiet")
    yield Signatures(
        (
            Text("Le prescripteur, le", "The prescriber, on").to(lang),
            Text("Le pharmacien, envoyée le", "The pharmacist, sent on").to(lang),
        )
    )


def _criteria(request: AacRequest, lang: Lang) -> Iterator[Block]:
    met = Text("Les critères publiés par l’ANSM sont respectés.", "The criteria published by ANSM are met.")
    reasoned = Text(
        "Ils ne le sont pas, ou il n’y en a pas : pas d’essai possible, pas de traitement approprié, efficacité et "
        "sécurité présumées, pour les motifs suivants.",
        "They are not, or there are none: no trial possible, no appropriate treatment, efficacy and safety presumed, "
        "for these reasons.",
    )
    chosen = request.criteria
    yield Heading(Text("Critères", "Criteria").to(lang))
    yield Boxes(
        (
            Box(None if chosen is None else chosen == "published", met.to(lang)),
            Box(None if chosen is None else chosen == "reasoned", reasoned.to(lang)),
        )
    )
    if chosen != "published":
        yield Form((_line(request, "criteria_reasons", lang),))


def _line(request: AacRequest, name: str, lang: Lang) -> Line:
    value, label = getattr(request, name), _LABELS[name].to(lang)
    if value is None:
        return Line(label)
    if name == "sex":
        return Line(label, _SEXES[value].to(lang))
    if name == "age_years":
        return Line(label, Text(f"{value} ans", f"{value} years").to(lang))
    if name == "weight_kg":
        return Line(label, f"{decimal(value, lang)}\u00a0kg")
    return Line(label, str(value))
