"""The change of 1 July 2021, from ATU and RTU to AAP, AAC and CPC."""

from datetime import date

from saufconduit.regimes.provisions import NO_PROVISION, Law, Provision
from saufconduit.vocabulary.problem import Problem

REFORM = date(2021, 7, 1)  # law 2020-1576, article 78


def last_day_of_old_rules(law: Law) -> tuple[date, Provision]:
    """The last day on which an ATU de cohorte may still have effect, with the provision that says so.

    Raises Problem `regimes.no-provision` when no text is known, or the one that is sets no day.
    """
    found = law["transition"].provision("coexistence-end", REFORM)
    if not isinstance(found.value, date):
        raise Problem(NO_PROVISION, regime="transition", name=found.id)
    return found.value, found


def successor(regime: str) -> str:
    """The regime under which an access of `regime` may be asked for since the reform; a new regime is its own.

    Source: law 2020-1576, article 78 IV; provisions of knowledge/regimes/transition.yaml.
    """
    return {"atu-nominative": "aac", "atu-cohort": "aap", "rtu": "cpc"}.get(regime, regime)
