"""Saufconduit: France's exceptional access to medicines, from the official text to the patient.

Information for health professionals; it decides nothing and is not a certified medical device (docs/intended-use.md).
The names below are the public interface; all else may change without notice.
"""

from typing import Any

_HOMES = {
    "Assessment": "assessment.eligibility",
    "Outcome": "assessment.eligibility",
    "Cover": "assessment.cover",
    "assess": "assessment.eligibility",
    "assessment_to_dict": "assessment.answer",
    "cover_of": "assessment.cover",
    "PatientFile": "patients.file",
    "read_patient": "patients.read",
    "Problem": "vocabulary.problem",
    "Problems": "vocabulary.problem",
    "Registry": "registry.catalogue",
    "Truth": "vocabulary.truth",
    "load_registry": "registry.cache",
}
__all__ = [
    "Assessment",
    "Cover",
    "Outcome",
    "PatientFile",
    "Problem",
    "Problems",
    "Registry",
    "Truth",
    "__version__",
    "assess",
    "assessment_to_dict",
    "cover_of",
    "load_registry",
    "read_patient",
]


def __getattr__(name: str) -> Any:
    """Loads a public name when it is first asked for, so that importing the package stays light."""
    if name == "__version__":
        from importlib.metadata import version

        return version("saufconduit")
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{home}"), name)
