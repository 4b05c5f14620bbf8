"""The pages that check a patient: start, one question a page, the result, the sheet for the board."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saufconduit.assessment.answer import assessment_to_dict
from saufconduit.assessment.interview import Answer
from saufconduit.casework.dossier import EMPTY
from saufconduit.casework.permissions import WHO, check_can
from saufconduit.casework.words import Act
from saufconduit.patients.file import PatientFile
from saufconduit.patients.read import read_patient
from saufconduit.vocabulary.problem import Problem, Problems
from saufconduit.web.accounts.access import role_required, seen
from saufconduit.web.accounts.requested import Requested
from saufconduit.web.accounts.words import CARE_ROLES
from saufconduit.web.catalogue.as_of import When, when_of
from saufconduit.web.catalogue.asking import asked, in_words, label_of, read_answer
from saufconduit.web.catalogue.cases import Case, case_of, keep, new_case
from saufconduit.web.catalogue.knowledge import registry
from saufconduit.web.catalogue.problems import NO_FILE, TOO_BIG
from saufconduit.web.catalogue.remaining import remaining
from saufconduit.web.catalogue.result import result_of, title_of
from saufconduit.web.journal.security import Sight
from saufconduit.web.look.fragments import is_partial
from saufconduit.web.look.language import lang

LARGEST = 256 * 1024
# Never the name that the file has on the desk: it may be that of the patient.
_FILE = ""


@role_required(*CARE_ROLES)
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Where a check begins: the questionnaire, or a file."""
    return render(request, "catalogue/check.html", {"when": when_of(request.GET), "problems": []})


@role_required(*CARE_ROLES)
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """A new case, empty."""
    when = when_of(request.POST)
    if when.on_problem or when.known_problem:
        return _start_again(request, when, [])
    case = new_case(request.session, when.on, when.known)
    return _to_step(case, 1)


@role_required(*CARE_ROLES)
@require_POST
def drop(request: HttpRequest) -> HttpResponse:
    """A new case from a file; what is wrong in it is told with its line."""
    when = when_of(request.POST)
    try:
        file = _read_file(request)
    except Problem as problem:
        return _start_again(request, when, [problem])
    except Problems as several:
        return _start_again(request, when, list(several.problems))
    if when.on_problem or when.known_problem:
        return _start_again(request, when, [])
    case = new_case(request.session, when.on, when.known, file)
    return HttpResponseRedirect(reverse("catalogue:result", args=[case.id]))


def _read_file(request: HttpRequest) -> PatientFile:
    found = request.FILES.get("file")
    if found is None:
        raise Problem(NO_FILE)
    if (found.size or 0) > LARGEST:
        raise Problem(TOO_BIG, limit=LARGEST // 1024)
    return read_patient(found.read(), _FILE, registry().vocabulary, registry().indication_ids())


def _start_again(request: HttpRequest, when: When, problems: list[Problem]) -> HttpResponse:
    shown = [(problem.where.line if problem.where else None, problem) for problem in problems]
    return render(request, "catalogue/check.html", {"when": when, "problems": shown}, status=422)


@role_required(*CARE_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, case: str, step: int) -> HttpResponse:
    """One question: its address never changes, so that « back » never loses an answer."""
    found = case_of(request.session, case)
    at = min(step - 1, len(found.answers))
    asking = found.question(at)
    if asking is None:
        return HttpResponseRedirect(reverse("catalogue:result", args=[found.id]))
    before = found.answers[at] if at < len(found.answers) else None
    problem = None
    if request.method == "POST":
        try:
            answer = read_answer(asking, request.POST, found.on)
        except Problem as wrong:
            problem = wrong
        else:
            told = found.answered(at, answer)
            keep(request.session, told)
            return _to_step(told, len(told.answers) + 1)
    context = _around(found, at, before) | {
        "asked": asked(asking, before, request.POST if problem else None),
        "problem": problem,
    }
    return render(request, "catalogue/question.html", context, status=422 if problem else 200)


@role_required(*CARE_ROLES)
@require_POST
def preview(request: HttpRequest, case: str, step: int) -> HttpResponse:
    """The list beside the question as the answer being chosen would leave it; nothing is kept."""
    found = case_of(request.session, case)
    at = min(step - 1, len(found.answers))
    asking = found.question(at)
    if not is_partial(request) or asking is None:
        return _to_step(found, at + 1)
    try:
        answer = read_answer(asking, request.POST, found.on)
    except Problem:
        return render(request, "catalogue/remaining.html", _around(found, at, None))
    return render(request, "catalogue/remaining.html", _around(found, at, answer))


def _around(case: Case, at: int, answer: Answer | None) -> dict[str, object]:
    """What stands beside a question: the indications left by what was told, with the answer of this step if any."""
    told = case.answered(at, answer).answers if answer is not None else case.answers
    listed = [(number, label_of(item.name), in_words(item)) for number, item in enumerate(told, 1)]
    return {
        "case": case,
        "step": at + 1,
        "left": remaining(case.assessment(told)),
        "told": listed,
    }


def _to_step(case: Case, step: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("catalogue:question", args=[case.id, step]))


@role_required(*CARE_ROLES)
@require_safe
def result(request: Requested, case: str) -> HttpResponse:
    """The answer: the best indication, criterion by criterion; what next; all the others."""
    found = case_of(request.session, case)
    patient, assessment = found.patient(), found.assessment()
    # Which criteria, as known when; of a patient whom nobody names here, what came out is not for a log.
    seen(request, Sight.ELIGIBILITY_COMPUTED, record=f"check:{found.id}:{found.on}:{found.known}")
    shown = result_of(assessment)
    when = When(found.on, found.known, "", "")
    context = {
        "case": found,
        "patient": patient,
        "when": when,
        "result": shown,
        "title": title_of(patient, shown) if shown else "",
        "why_not_open": _why_not_open(request),
        "left_to_ask": found.is_asking,
        "step": len(found.answers) + 1,
    }
    return render(request, "catalogue/result.html", context)


def _why_not_open(request: Requested) -> Problem | None:
    """Why this role may not open a dossier, or None; for whom an intern opens it is asked later."""
    assert request.actor is not None  # the page is for some roles
    try:
        check_can(request.actor, Act.OPEN, EMPTY)
    except Problem as problem:
        return None if (request.actor.role, Act.OPEN) in WHO else problem
    return None


@role_required(*CARE_ROLES)
@require_safe
def sheet(request: Requested, case: str) -> HttpResponse:
    """The sheet for the board, one page of PDF."""
    from saufconduit.web.catalogue.printed import board_pdf  # typesetting is slow to import, rarely needed

    found = case_of(request.session, case)
    seen(request, Sight.EXPORT, record=f"check:{found.id}")
    answer = assessment_to_dict(found.assessment(), lang())
    return HttpResponse(
        board_pdf(found, answer, request),
        content_type="application/pdf",
        headers={"Content-Disposition": 'attachment; filename="fiche-rcp.pdf"', "X-Content-Type-Options": "nosniff"},
    )
