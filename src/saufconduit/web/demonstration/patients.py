"""The patients of the demonstration: names that say that they are invented, files made for one access each."""

import json
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from random import Random
from typing import Any, TypeAlias

from saufconduit.patients.file import PatientFile
from saufconduit.patients.read import read_patient
from saufconduit.web.dossiers.identity import Identity
from saufconduit.web.dossiers.law import registry

File: TypeAlias = dict[str, Any]
SEED = 20261012
_FEMALE = (
    *("Myrtille", "Bruyère", "Anémone", "Capucine", "Églantine", "Garance", "Hortense", "Jacinthe", "Mélisse", "Prune"),
    *("Reine", "Sauge", "Valériane", "Véronique", "Violette", "Angélique", "Bourrache", "Camomille", "Dahlia", "Flore"),
)
_MALE = (
    *("Genêt", "Chardon", "Basilic", "Cèdre", "Coquelicot", "Cumin", "Fenouil", "Frêne", "Gingko", "Houblon"),
    *("Laurier", "Lierre", "Lupin", "Mélèze", "Muguet", "Narcisse", "Olivier", "Persil", "Romarin", "Safran"),
)
_BIRTH_NAMES = {
    "female": ("FICTIVE", "EXEMPLE", "MODÈLE", "DÉMO", "INVENTÉE"),
    "male": ("FICTIF", "EXEMPLE", "MODÈLE", "DÉMO", "INVENTÉ"),
}
_STATUSES = ("qualified", "qualified", "validated", "provisional")


def identity_of(place: int, born: tuple[int, int]) -> Identity:
    """The patient of that place in the list: always the same; `born` are the years between which the birth falls."""
    random = Random(f"{SEED}/{place}")
    sex, names = ("female", _FEMALE) if place % 2 == 0 else ("male", _MALE)
    family = _BIRTH_NAMES[sex]
    first, last = date(born[0], 1, 1), date(born[1], 12, 31)
    return Identity(
        birth_name=family[place // 2 % len(family)],
        given_names=names[place // 2 % len(names)],
        birth_day=first + timedelta(days=random.randrange((last - first).days)),
        sex=sex,
        birth_place="Valfictif",
        status=random.choice(_STATUSES),
    )


def file_of(kind: str, identity: Identity, on: date) -> PatientFile:
    """The patient file of that kind, as it stood on a day."""
    made = FILES[kind](lambda days: (on - timedelta(days=days)).isoformat())
    written = {"synthetic": True, "birth": f"{identity.birth_day:%Y-%m}", "sex": identity.sex, **made}
    return read_patient(json.dumps(written), f"{kind}.json", registry().vocabulary)


Ago: TypeAlias = Callable[[int], str]


def _net(ago: Ago, disease: str, **facts: Any) -> File:
    """A progressive metastatic tumour, its receptors seen; lanreotide, then everolimus in vain."""
    return {
        "facts": {
            "disease": {"value": disease, "on": ago(700), "source": "anatomopathologie"},
            "extent": {"value": "metastatic", "on": ago(40), "source": "scanner"},
            "course": {"value": "progressive", "on": ago(40), "source": "scanner"},
            "secretion": {"value": "none", "on": ago(38), "source": "bilan biologique"},
            "sstr-pet": {"value": "positive", "on": ago(35), "source": "compte rendu de TEP"},
            "fdg-pet": {"value": "performed", "on": ago(35), "source": "compte rendu de TEP"},
            **facts,
        },
        "treatments": [
            {"agent": "lanreotide", "line": 1, "from": ago(1300), "until": ago(720), "outcome": "progression"},
            {"agent": "everolimus", "line": 2, "from": ago(600), "until": ago(360), "outcome": "failure"},
        ],
        "treatments-complete": True,
    }


def _bronchial(ago: Ago) -> File:
    return _net(
        ago, "bronchial-net", histology={"value": "atypical-carcinoid", "on": ago(700), "source": "anatomopathologie"}
    )


def _bronchial_open(ago: Ago) -> File:
    """Nothing of everolimus on file."""
    made = _net(ago, "bronchial-net")
    del made["treatments"][1], made["treatments-complete"]
    return made


def _thymic(ago: Ago) -> File:
    return _net(ago, "thymic-net")


def _other_net(ago: Ago) -> File:
    fdopa = {"value": "performed", "on": ago(30), "source": "compte rendu de TEP"}
    return _net(ago, "unknown-primary-net", **{"fdopa-pet": fdopa})


def _other_net_open(ago: Ago) -> File:
    """Nothing of the FDOPA scan on file."""
    return _net(ago, "unknown-primary-net")


def _ppgl(ago: Ago) -> File:
    return {
        "facts": {
            "disease": "paraganglioma",
            "extent": "locally-advanced",
            "resectable": False,
            "course": {"value": "stable", "on": ago(60)},
            "secretion": {"value": "uncontrolled", "on": ago(35)},
            "sstr-pet": {"value": "positive", "on": ago(33)},
            "fdg-pet": "not-performed",
            "fdopa-pet": {"value": "performed", "on": ago(33)},
        },
        "treatments": [{"agent": "mibg-131i", "outcome": "contraindicated"}],
        "treatments-complete": True,
    }


def _meningioma(ago: Ago) -> File:
    return {
        "facts": {
            "disease": "meningioma",
            "grade": 2,
            "sstr2-pet": {"value": "positive", "on": ago(50), "source": "compte rendu de TEP"},
        },
        "treatments": [
            {"agent": "surgery", "outcome": "impossible"},
            {"agent": "radiosurgery", "from": ago(500), "until": ago(500), "outcome": "failure"},
        ],
    }


def _glioma(ago: Ago) -> File:
    return {
        "facts": {
            "disease": "midline-glioma",
            "h3": {"value": "k27m", "on": ago(330)},
            "course": {"value": "progressive", "on": ago(25), "source": "IRM"},
            "treated-in-france": True,
        },
        "treatments": [
            {"agent": "radiotherapy", "line": 1, "from": ago(310), "until": ago(270), "outcome": "completed"}
        ],
        "treatments-complete": True,
    }


def _lung(ago: Ago) -> File:
    return {
        "facts": {
            "disease": "nsclc",
            "extent": {"value": "metastatic", "on": ago(60)},
            "kras": {"value": "g12c", "on": ago(200)},
        },
        "treatments": [
            {"agent": "pembrolizumab", "line": 1, "from": ago(190), "until": ago(20), "outcome": "progression"}
        ],
    }


FILES: Mapping[str, Callable[[Ago], File]] = {
    "bronchial": _bronchial,
    "bronchial-open": _bronchial_open,
    "thymic": _thymic,
    "other-net": _other_net,
    "other-net-open": _other_net_open,
    "ppgl": _ppgl,
    "meningioma": _meningioma,
    "glioma": _glioma,
    "lung": _lung,
}
