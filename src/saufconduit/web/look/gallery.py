"""Samples of every part, for the gallery page; all people are invented."""

from datetime import date, datetime
from typing import Any

from django import forms

from saufconduit.reports.clock_drawing import Bar, Cursor, Dot, Drawing, Lane, Period, axis_of, draw, draw_mini
from saufconduit.vocabulary.text import Text
from saufconduit.web.look import states
from saufconduit.web.look.language import say
from saufconduit.web.look.parts import Disagreement, Due, Fact, Pair, Row, Told


def context(at: datetime) -> dict[str, Any]:
    """What the gallery shows."""
    form = _form()
    return {
        "verdicts": list(states.VERDICTS),
        "accesses": list(states.ACCESSES),
        "rows": _rows(),
        "dues": _dues(),
        "events": _events(at),
        "identity": _identity(),
        "disagreements": _disagreements(),
        "drawing": _drawing(),
        "mini": _mini(),
        "form": form,
        "when": {"on_typed": "12/10/2026", "known_typed": "12/10/2026", "on_problem": None, "known_problem": None},
        "kept": [],
    }


def _form() -> forms.Form:
    class Sample(forms.Form):
        weight = forms.DecimalField(
            label=say(Text("Poids", "Weight")), help_text=say(Text("au jour de la cure", "on the day of the course"))
        )
        course = forms.DateField(
            label=say(Text("Date de la cure 1", "Date of course 1")),
            error_messages={
                "invalid": say(
                    Text(
                        "Le 31 fév. 2026 n’existe pas. Saisissez la date de la cure.",
                        "31 Feb 2026 does not exist. Enter the date of the course.",
                    )
                )
            },
        )
        given = forms.ChoiceField(
            label=say(Text("Perfusion d’acides aminés", "Amino acid infusion")),
            choices=[
                ("yes", say(Text("faite", "given"))),
                ("no", say(Text("non faite", "not given"))),
                ("unknown", say(Text("je ne sais pas", "I do not know"))),
            ],
            widget=forms.RadioSelect,
        )

    return Sample({"weight": "62", "course": "31/02/2026", "given": "yes"})


def _rows() -> list[Row]:
    met = Fact(say(Text("TEP positive", "positive PET")), say(Text("compte rendu, 2 sept. 2026", "report, 2 Sep 2026")))
    metastatic = Fact(say(Text("Maladie métastatique", "Metastatic disease")), "28/08/2026")
    return [
        Row(True, say(Text("Récepteurs exprimés en TEP", "Receptors seen on PET")), (met,), readings=((4, "#l4"),)),
        Row(
            True,
            say(Text("L’un des deux :", "One of the two:")),
            is_choice=True,
            rows=(
                Row(True, say(Text("métastatique", "metastatic")), (metastatic,)),
                Row(False, say(Text("localement avancée", "locally advanced")), (metastatic,), is_off=True),
            ),
        ),
        Row(False, say(Text("Échec de l’évérolimus", "Failure of everolimus"))),
        Row(
            None,
            say(Text("Proposé par la RCP nationale Renaten", "Proposed by the national board Renaten")),
            (Fact(say(Text("Aucun avis", "No opinion")), say(Text("étape de procédure", "procedural step"))),),
            is_ask=True,
        ),
    ]


def _dues() -> list[Due]:
    return [
        Due(
            say(Text("ven. 9 oct.", "Fri 9 Oct")),
            "",
            say(
                Text(
                    "Obtenir la mention sur l’ordonnance de Mme Garance ESSAI",
                    "Get the mention on Ms Garance ESSAI’s prescription",
                )
            ),
            "#due",
            "Lutathera",
            say(Text("Relancer", "Remind")),
            say(Text("3 jours de retard", "3 days late")),
        ),
        Due(
            say(Text("aujourd’hui", "today")),
            "18 h",
            say(Text("Contrôler l’ordonnance de M. Lierre FACTICE", "Check Mr Lierre FACTICE’s prescription")),
            "#due",
            "Lutathera",
        ),
    ]


def _events(at: datetime) -> list[Told]:
    opens = say(Text("ouvre le dossier.", "opens the dossier."))
    due = say(Text("Échéance ouverte : régulariser avant 18 h.", "Due date opened: regularise before 18:00."))
    return [
        Told(at, "Dr Saule MODÈLE", opens, more_href="#event", more=say(Text("Voir", "Show"))),
        Told(at, "", due, is_auto=True),
    ]


def _identity() -> list[Pair]:
    return [
        Pair(say(Text("Nom de naissance", "Name at birth")), "FICTIVE"),
        Pair(say(Text("Prénoms", "First names")), "Myrtille"),
        Pair(say(Text("Identité", "Identity")), say(Text("provisoire", "provisional")), say(Text("exemple", "sample"))),
    ]


def _disagreements() -> list[Disagreement]:
    why = say(Text("Un seul dosage existe.", "Only one strength exists."))
    return [Disagreement(say(Text("Dosage", "Strength")), "370 MBq/mL", "AMM", "380 MBq/mL", "n° 2", why)]


def _mini() -> Drawing:
    return draw_mini((_lane(), _lane()), axis_of([date(2022, 4, 6), date(2028, 4, 1)]), Cursor(date(2026, 10, 12), ""))


def _lane() -> Lane:
    return Lane(
        say(Text("Autorisation", "Authorisation")),
        (
            Bar(date(2022, 4, 6), date(2026, 10, 12), "said"),
            Bar(date(2026, 10, 13), date(2028, 4, 1), "law", say(Text("fin calculée", "computed end"))),
        ),
        (Dot(date(2022, 4, 6), say(Text("établi", "established"))),),
    )


def _drawing() -> Drawing:
    reports = Lane(
        say(Text("Rapports", "Reports")),
        periods=(
            Period(date(2022, 4, 7), date(2023, 4, 6), "n° 1", date(2024, 10, 10), "n° 1"),
            Period(date(2023, 4, 7), date(2024, 4, 6), "n° 2"),
        ),
    )
    axis = axis_of([date(2022, 4, 6), date(2028, 4, 1)])
    chosen = Cursor(date(2026, 10, 12), say(Text("le 12 oct. 2026", "on 12 Oct 2026")))
    return draw((_lane(), reports), axis, (chosen,))
