"""What happens to each of the forty patients, in days before the day of the demonstration.

« 10 refer-to-board » is an act of casework done ten days before; « 3@23 » is three days before at 23 h.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from saufconduit.casework.words import Act, Regime
from saufconduit.web.demonstration.cast import CHILDREN, NORTH, SOUTH

FICTIMAB, FICTIMAB_ID = "Fictimab (produit fictif)", "aac-fictimab-produit-fictif"
PROPOSES, OTHER, ASKS = "proposes", "other", "asks"


class Step(NamedTuple):
    """An act done so many days before, at an hour where it matters."""

    ago: int
    act: Act
    hour: int | None = None


@dataclass(frozen=True)
class Story:
    """A dossier: `file` is the patient file that it was opened from, `opened` the days before.

    `session` is the session of a board that hears it, `answer` what the board concludes there; `given` is what an act
    carries other than usual, `data` what opens the dossier.
    """

    regime: Regime
    programme: str
    indication: str
    site: str
    opened: int
    steps: tuple[Step, ...] = ()
    file: str | None = None
    session: str | None = None
    answer: str | None = None
    question: str = ""
    given: Mapping[Act, Mapping[str, Any]] = field(default_factory=dict)
    data: Mapping[str, Any] = field(default_factory=dict)
    born: tuple[int, int] = (1948, 1972)


def _steps(written: str) -> tuple[Step, ...]:
    return tuple(_step(*item.split()) for item in written.split(",") if item.strip())


def _step(when: str, act: str) -> Step:
    ago, _, hour = when.partition("@")
    return Step(int(ago), Act(act), int(hour) if hour else None)


def _cpc(indication: str, file: str, site: str, opened: int, steps: str = "", **more: Any) -> Story:
    return Story(Regime.CPC, "lutathera-cpc", indication, site, opened, _steps(steps), file, **more)


def _aac(site: str, opened: int, steps: str, **more: Any) -> Story:
    return Story(Regime.AAC, FICTIMAB_ID, "nominative", site, opened, _steps(steps), **more)


def _onc201(opened: int, steps: str, question: str, session: str, answer: str | None = None) -> Story:
    where = ("onc201-preparation", "midline-glioma-h3k27m", CHILDREN)
    heard = (session, answer, question)
    return Story(Regime.PREPARATION, *where, opened, _steps(steps), "glioma", *heard, born=(2011, 2018))


def _lumykras(regime: Regime, site: str, opened: int, steps: str, **more: Any) -> Story:
    return Story(regime, "lumykras-aap", "nsclc-kras-g12c", site, opened, _steps(steps), **more)


def _heard(session: str, question: str, answer: str | None = None) -> dict[str, Any]:
    return {"session": session, "question": question, "answer": answer}


_AFTER_EVEROLIMUS = "Lutathera après évérolimus ?"

_LUTATHERA = (
    # Being prepared: one lacks facts.
    _cpc("bronchial-net", "bronchial", NORTH, 3),
    _cpc("bronchial-net", "bronchial-open", NORTH, 5, "4 message"),
    _cpc("ppgl", "ppgl", SOUTH, 6),
    _cpc("bronchial-net", "bronchial", NORTH, 33, "32 withdraw-draft"),
    # Before a board to come.
    _cpc("bronchial-net", "bronchial", NORTH, 12, "10 refer-to-board", **_heard("renaten-14", _AFTER_EVEROLIMUS)),
    _cpc("thymic-net", "thymic", SOUTH, 11, "9 refer-to-board", **_heard("renaten-14", "Lutathera dès maintenant ?")),
    _cpc("other-net", "other-net-open", SOUTH, 9, "8 refer-to-board", **_heard("renaten-14", "Quel accès ?")),
    _cpc("bronchial-net", "bronchial", NORTH, 16, "14 refer-to-board", **_heard("renaten-12", _AFTER_EVEROLIMUS)),
    _cpc(
        "other-net", "other-net", SOUTH, 15, "13 refer-to-board", **_heard("renaten-12", "Lutathera, ou surveiller ?")
    ),
    _cpc(
        "meningioma", "meningioma", NORTH, 7, "5 refer-to-board", question="Récidive après radiochirurgie : Lutathera ?"
    ),
    # Heard by the board on 2 October.
    _cpc(
        "bronchial-net",
        "bronchial",
        NORTH,
        24,
        "20 refer-to-board",
        **_heard("renaten-2", _AFTER_EVEROLIMUS, PROPOSES),
    ),
    _cpc("thymic-net", "thymic", SOUTH, 25, "21 refer-to-board", **_heard("renaten-2", "Lutathera ou essai ?", OTHER)),
    _cpc(
        "bronchial-net",
        "bronchial",
        NORTH,
        30,
        "22 refer-to-board, 8 inform-patient, 4 prescribe, 2 message",
        **_heard("renaten-2", _AFTER_EVEROLIMUS, PROPOSES),
    ),
    _cpc(
        "other-net",
        "other-net",
        SOUTH,
        31,
        "23 refer-to-board, 8 inform-patient, 7 prescribe, 3 check-prescription",
        **_heard("renaten-2", "TEP FDOPA concordante : Lutathera ?", PROPOSES),
    ),
    _cpc(
        "bronchial-net",
        "bronchial-open",
        NORTH,
        28,
        "19 refer-to-board",
        **_heard("renaten-2", "L’évérolimus a-t-il été donné ?", ASKS),
    ),
    # In treatment and after.
    _cpc(
        "bronchial-net",
        "bronchial",
        NORTH,
        150,
        "140 refer-to-board, 108 inform-patient, 107 prescribe, 106 check-prescription, "
        "100 dispense, 100 administer, 44 dispense, 44 administer",
        **_heard("renaten-june", _AFTER_EVEROLIMUS, PROPOSES),
    ),
    _cpc(
        "bronchial-net",
        "bronchial",
        SOUTH,
        151,
        "141 refer-to-board, 98 inform-patient, 97 prescribe, 96 check-prescription, "
        "90 dispense, 90 administer, 34 dispense, 34 administer, 15 suspend",
        **_heard("renaten-june", _AFTER_EVEROLIMUS, PROPOSES),
    ),
    _cpc(
        "ppgl",
        "ppgl",
        SOUTH,
        190,
        "185 refer-to-board, 158 inform-patient, 157 prescribe, 156 check-prescription, "
        "150 dispense, 150 administer, 20 stop-treatment",
        **_heard("comete-april", "Paragangliome inopérable : Lutathera ?", PROPOSES),
    ),
    _cpc(
        "meningioma",
        "meningioma",
        NORTH,
        210,
        "200 refer-to-board, 168 inform-patient, 167 prescribe, 166 check-prescription, "
        "160 dispense, 160 administer, 104 dispense, 104 administer, 60 stop-treatment, 40 close",
        **_heard("omega-april", "Méningiome de grade 2 : Lutathera ?", PROPOSES),
    ),
)
_A_YEAR = (
    "330 inform-patient, 329 complete-request, 328 send-request, 320 record-decision, "
    "319 prescribe, 318 check-prescription, 317 dispense, 317 administer, "
)
_TRIAL_OPEN = {"outcome": "refused", "from": None, "until": None, "reason": "Un essai est ouvert (démonstration)"}
_FICTIMAB = (
    _aac(NORTH, 2, "1 draft-request"),
    _aac(NORTH, 4, "3 inform-patient, 1 complete-request"),
    _aac(SOUTH, 12, "11 complete-request, 10 send-request"),
    _aac(NORTH, 15, "14 complete-request, 13 send-request, 3 record-question"),
    _aac(
        SOUTH,
        20,
        "18 inform-patient, 17 complete-request, 16 send-request, 10 record-decision, "
        "9 prescribe, 8 check-prescription",
    ),
    # Started by night; the request was sent the next day, the decision is still to come.
    _aac(
        NORTH,
        3,
        "3 inform-patient, 3 complete-request, 3 prescribe, 3 check-prescription, 3@23 go-ahead-before-decision, "
        "2 dispense, 2 administer, 2 send-request",
    ),
    _aac(NORTH, 340, f"{_A_YEAR} 30 message"),
    _aac(SOUTH, 338, f"{_A_YEAR} 4 ask-renewal"),
    _aac(NORTH, 337, f"{_A_YEAR} 25 ask-renewal, 23 send-request"),
    _aac(
        SOUTH, 60, "58 complete-request, 57 send-request, 40 record-decision", given={Act.RECORD_DECISION: _TRIAL_OPEN}
    ),
)
# Lumykras was open to new patients on 10 October 2022, 1,463 days before 12 October 2026.
_ENTERED = (
    "1462 inform-patient, 1462 complete-request, 1461 prescribe, 1460 check-prescription, 1460 send-request, "
    "1459 dispense, "
)
_GOING_ON = "inform-patient, 237 prescribe, 236 check-prescription, 230 dispense, 230 administer"
_LUNG = (
    _lumykras(Regime.AAP, NORTH, 1463, f"{_ENTERED} 300 enter-continuity, 20 check-supply", file="lung"),
    _lumykras(Regime.AAP, SOUTH, 1463, f"{_ENTERED} 1300 stop-treatment, 1280 close", file="lung"),
    _lumykras(Regime.CONTINUITY, NORTH, 250, f"238 {_GOING_ON}, 10 check-supply", data={"started": "2023-03-14"}),
    _lumykras(Regime.CONTINUITY, SOUTH, 245, f"238 {_GOING_ON}", data={"started": "2023-06-20"}),
    _lumykras(Regime.CONTINUITY, NORTH, 6, "5 prescribe", data={"started": "2023-05-02"}),
)
_RELAPSE = "Rechute après radiothérapie : ONC201 ?"
_JULY = (_RELAPSE, "molecular-july", PROPOSES)
_GLIOMA = (
    _onc201(10, "8 refer-to-board", "Rechute après radiothérapie : ONC201 ou essai ?", "molecular-15"),
    _onc201(110, "100 refer-to-board", *_JULY),
    _onc201(112, "101 refer-to-board, 20 inform-patient, 12 prescribe, 9 check-prescription", *_JULY),
    _onc201(
        115, "102 refer-to-board, 25 inform-patient, 22 prescribe, 21 check-prescription, 5 make-preparation", *_JULY
    ),
)


def _atu(programme: str, indication: str, site: str, opened: int, number: int) -> Story:
    data = {"number": f"FICTIF-ATU-{number}", "origin": "Classeur de la pharmacie (démonstration)"}
    return Story(Regime.ATU_IMPORT, programme, indication, site, opened, data=data)


_OLD = (_atu("tecentriq-atuc", "tnbc", NORTH, 900, 1), _atu("kadcyla-atuc", "her2-residual", SOUTH, 890, 2))
STORIES = (*_LUTATHERA, *_FICTIMAB, *_LUNG, *_GLIOMA, *_OLD)
