"""The public pages: the list of programmes, a programme, the readings of the texts."""

from functools import cache, lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from saufconduit.vocabulary.text import Lang
from saufconduit.web.accounts.access import public
from saufconduit.web.catalogue.as_of import When, when_of
from saufconduit.web.catalogue.knowledge import cited, registry
from saufconduit.web.catalogue.listing import FILTERS, Choice, choice_of, list_programmes
from saufconduit.web.catalogue.programme import show
from saufconduit.web.look.fragments import is_partial
from saufconduit.web.look.language import lang, say

# The same for everyone, and asked again and again with the same days: made once for each question.
_KEPT = 256


@public
@require_safe
@vary_on_headers("HX-Request", "HX-Request-Type")
def programmes(request: HttpRequest) -> HttpResponse:
    """The list of programmes."""
    choice, when = choice_of(request.GET), when_of(request.GET)
    rows = _rows(choice, when, lang())
    if is_partial(request):
        return HttpResponse(rows)
    filters = [(name, say(words), name == choice.regime) for name, words in FILTERS.items()]
    return render(
        request, "catalogue/programmes.html", {"choice": choice, "when": when, "filters": filters, "rows": rows}
    )


@lru_cache(maxsize=_KEPT)
def _rows(choice: Choice, when: When, _lang: Lang) -> str:
    return render_to_string(
        "catalogue/programme_rows.html", {"listing": list_programmes(choice, when), "when": when, "choice": choice}
    )


@public
@require_safe
@vary_on_headers("HX-Request", "HX-Request-Type")
def programme(request: HttpRequest, name: str) -> HttpResponse:
    """One programme on a day, as known on a day."""
    if name not in registry().indication_ids():
        raise Http404
    when = when_of(request.GET)
    asked = frozenset(request.GET.getlist("indication")) & registry().indication_ids()[name]
    head, situation = _situation(name, when, asked, lang())
    if is_partial(request):
        return HttpResponse(situation)
    return render(request, "catalogue/programme.html", {**head, "situation": situation, "when": when})


@lru_cache(maxsize=_KEPT)
def _situation(name: str, when: When, asked: frozenset[str], _lang: Lang) -> tuple[dict[str, str], str]:
    shown = show(registry().programme(name), when, asked)
    head = {"brand": shown.sheet.brand, "title": shown.sheet.title, "lede": shown.sheet.lede}
    return head, render_to_string("catalogue/situation.html", {"shown": shown, "when": when})


@public
@require_safe
def readings(request: HttpRequest) -> HttpResponse:
    """Where a text leaves a question open, what is taken."""
    return render(request, "catalogue/readings.html", {"readings": _readings(lang())})


@cache
def _readings(_lang: Lang) -> str:
    shown = [
        (item.number, say(item.title), say(item.question), say(item.taken), [cited(source) for source in item.sources])
        for item in sorted(registry().readings.values(), key=lambda item: item.number)
    ]
    return render_to_string("catalogue/reading_list.html", {"readings": shown})
