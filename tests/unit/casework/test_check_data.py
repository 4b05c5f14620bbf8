import pytest
from casework_play import content

from saufconduit.casework.check_data import check_data
from saufconduit.casework.fields import FIELDS, fields_of
from saufconduit.casework.words import Act, Regime
from saufconduit.vocabulary.problem import Problems

WRONG = {
    "text": "x" * 201,
    "long-text": "x" * 5001,
    "ref": "x" * 201,
    "day": "2026-02-30",
    "month": "2026-13",
    "whole": -1,
    "count": 0,
    "amount": "12,50",
    "truth": "secret",
    "choice": "secret",
    "code": "<script>",
    "object": "secret",
}
CODES = {
    "text": "casework.too-long",
    "long-text": "casework.too-long",
    "ref": "casework.too-long",
    "day": "casework.not-a-day",
    "month": "casework.not-a-month",
    "whole": "casework.not-a-number",
    "count": "casework.not-a-count",
    "amount": "casework.not-an-amount",
    "truth": "casework.not-yes-or-no",
    "choice": "casework.not-a-choice",
    "code": "casework.not-a-code",
    "object": "casework.not-an-object",
}
CELLS = [(act, field) for act in Act for field in FIELDS[act]]


def found(act, data, regime=Regime.AAC):
    with pytest.raises(Problems) as raised:
        check_data(act, regime, data)
    return raised.value.problems


@pytest.mark.parametrize(("act", "field"), CELLS, ids=lambda item: getattr(item, "name", str(item)))
def test_field_of_an_act_with_a_wrong_value_is_refused_at_its_place(act, field):
    regime = (*field.regimes, Regime.AAC)[0]

    problems = {item.where.path: item for item in found(act, {field.name: WRONG[field.kind]}, regime)}

    assert problems[field.name].code == CODES[field.kind]
    assert str(problems[field.name].where) == f"{act.value} {field.name}"


@pytest.mark.parametrize(("act", "field"), CELLS, ids=lambda item: getattr(item, "name", str(item)))
def test_problem_of_a_field_holds_its_label_and_never_the_value(act, field):
    regime = (*field.regimes, Regime.AAC)[0]

    problems = {item.where.path: item for item in found(act, {field.name: WRONG[field.kind]}, regime)}

    assert field.label.fr in problems[field.name].what("fr")
    assert field.label.en in problems[field.name].what("en")
    assert str(WRONG[field.kind]) not in problems[field.name].text("fr")


def test_required_field_left_empty_is_asked_for():
    (problem,) = found(Act.MESSAGE, {"text": ""})

    assert (problem.code, problem.what()) == ("casework.missing-field", "Il manque : Message.")


def test_field_of_spaces_only_is_refused():
    assert [item.code for item in found(Act.MESSAGE, {"text": "   "})] == ["casework.too-long"]


def test_field_that_the_act_does_not_have_is_refused():
    problems = found(Act.MESSAGE, {"text": "bonjour", "nir": "1"})

    assert [(item.code, item.where.path) for item in problems] == [("casework.unknown-field", "nir")]


def test_field_of_another_regime_is_refused():
    data = content(Act.COMPLETE_REQUEST, Regime.AAP) | {"weight_kg": "61.5"}

    assert [item.where.path for item in found(Act.COMPLETE_REQUEST, data, Regime.AAP)] == ["weight_kg"]


def test_several_wrong_fields_are_told_together():
    problems = found(Act.ADMINISTER, {"on": "demain", "course": True})

    assert sorted(item.code for item in problems) == ["casework.not-a-count", "casework.not-a-day"]


def test_optional_field_absent_is_accepted():
    check_data(Act.ADMINISTER, Regime.CPC, {"on": "2026-10-12"})


def test_request_of_an_aac_has_the_fields_of_its_article_only():
    names = {field.name for field in fields_of(Act.COMPLETE_REQUEST, Regime.AAC)}

    assert names == {
        *("prescriber_name", "prescriber_position", "initials", "age_years", "sex", "weight_kg"),
        *("product", "form", "strength", "indication_text", "dosage", "trial"),
        *("criteria", "criteria_reasons", "can_wait", "undertakes_to_inform"),
    }


def test_request_of_an_aac_never_asks_for_a_name_or_a_birth_date():
    names = {field.name for act in (Act.DRAFT_REQUEST, Act.COMPLETE_REQUEST) for field in FIELDS[act]}

    assert names.isdisjoint({"name", "surname", "first_name", "birth", "birth_date", "nir", "ins"})


def test_draft_of_a_request_requires_nothing():
    assert not any(field.is_required for field in FIELDS[Act.DRAFT_REQUEST])


@pytest.mark.parametrize("act", list(Act))
def test_act_has_fields_with_labels_in_both_languages_and_one_name_each(act):
    names = [field.name for field in FIELDS[act]]

    assert all(field.label.fr and field.label.en for field in FIELDS[act])
    assert len(names) == len(set(names)) > 0


@pytest.mark.parametrize(("act", "field"), CELLS, ids=lambda item: getattr(item, "name", str(item)))
def test_field_with_choices_is_a_choice(act, field):
    assert bool(field.choices) == (field.kind == "choice")
    assert all(choice.label.fr and choice.label.en for choice in field.choices)
