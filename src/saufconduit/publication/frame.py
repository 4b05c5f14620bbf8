"""The frame of every published page: head, bar, foot; nothing in it is fetched from elsewhere."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from saufconduit.publication import addresses
from saufconduit.publication.markup import NOTHING, Html, Maker, joined
from saufconduit.vocabulary.text import Lang, Text

# The look is that of the web application, read from where it lies: one style sheet, one set of shapes.
LOOK = Path(__file__).resolve().parents[1] / "web" / "look"
_BAR: tuple[tuple[addresses.Path, Text], ...] = (
    (addresses.index, Text("Référentiel", "Register")),
    (addresses.readings, Text("Lectures", "Readings")),
    (addresses.data, Text("Données", "Data")),
)
_MARK = Html(
    '<svg viewBox="0 0 26 26" fill="none" stroke="currentColor" aria-hidden="true"><path d="M11 1v8M11 17v8"'
    ' stroke-width="4"/><path d="M1 13h20"/><path d="M17 8.5l4.5 4.5-4.5 4.5"/></svg>'
)
_STRIP = Text("Données ouvertes : accès dérogatoires aux médicaments", "Open data: exceptional access to medicines")
_USE = Text(
    "Information pour professionnels de santé : ne décide de rien, n’est pas un dispositif médical certifié.",
    "Information for health professionals: decides nothing, is not a certified medical device.",
)
_LICENCE = Text(
    "Faits du référentiel : Licence Ouverte 2.0 (Etalab). Chaque source garde ses propres conditions.",
    "Facts of the register: Licence Ouverte 2.0 (Etalab). Each source keeps its own terms.",
)


@dataclass(frozen=True)
class Leaf:
    """A page to be framed: `path` gives its address in each language, `printed` says on paper what it is about."""

    path: addresses.Path
    title: str
    heading: str
    lede: str
    body: Html
    printed: str
    crumb: Html = NOTHING
    has_search: bool = False


def framed(leaf: Leaf, make: Maker) -> bytes:
    """The whole page."""
    here = leaf.path(make.lang)
    main = make.tag("main", leaf.crumb, _head(leaf, make), leaf.body, class_="wrap", id="contenu", tabindex="-1")
    skip = make.tag("a", make.say("Aller au contenu", "Skip to content"), class_="skip", href="#contenu")
    body = joined(_sprite(), skip, _bar(leaf, make), main, _foot(leaf, make))
    page = make.tag("html", _links(leaf, make, here), make.tag("body", body), lang=make.lang)
    return f"<!doctype html>\n{page}\n".encode()


def _links(leaf: Leaf, make: Maker, here: str) -> Html:
    sheets = [make.tag("link", rel="stylesheet", href=addresses.relative(name, here)) for name in addresses.SHEETS]
    script = make.tag("script", src=addresses.relative(addresses.SCRIPT, here), defer=True)
    feed = addresses.relative(addresses.feed(make.lang), here)
    return make.tag(
        "head",
        make.tag("meta", charset="utf-8"),
        make.tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        make.tag("meta", name="color-scheme", content="light dark"),
        make.tag("title", f"{leaf.title} | Saufconduit"),
        make.tag("link", rel="icon", href=addresses.relative(addresses.ICON, here), type="image/svg+xml"),
        make.tag("link", rel="alternate", type="application/atom+xml", href=feed),
        *sheets,
        script if leaf.has_search else NOTHING,
    )


def _bar(leaf: Leaf, make: Maker) -> Html:
    here = leaf.path(make.lang)
    strip = make.say(
        "Données ouvertes : accès dérogatoires aux médicaments", "Open data: exceptional access to medicines"
    )
    other: Lang = "en" if make.lang == "fr" else "fr"
    links = [
        make.link(
            addresses.relative(path(make.lang), here),
            label.to(make.lang),
            **({"aria_current": "page"} if path(make.lang) == here else {}),
        )
        for path, label in _BAR
    ]
    home = make.tag("a", _MARK, "Saufconduit", class_="mark", href=addresses.relative(addresses.index(make.lang), here))
    nav = make.tag("nav", *links, class_="nav", aria_label=make.say("Principale", "Main"))
    name = "English" if other == "en" else "Français"
    turn = make.tag(
        "p", make.link(addresses.relative(leaf.path(other), here), name, lang=other, hreflang=other), class_="who"
    )
    top = make.tag("div", make.tag("div", home, nav, turn, class_="wrap"), class_="top")
    zone = make.tag("div", make.tag("div", make.tag("span", strip), class_="wrap"), class_="zone")
    return make.tag("header", zone, top)


def _head(leaf: Leaf, make: Maker) -> Html:
    lede = make.tag("p", leaf.lede, class_="lede")
    return make.tag("div", make.tag("div", make.tag("h1", leaf.heading), lede), class_="head")


def _foot(leaf: Leaf, make: Maker) -> Html:
    data = make.link(addresses.relative(addresses.data(make.lang), leaf.path(make.lang)), _LICENCE.to(make.lang))
    foot = make.tag(
        "footer", make.tag("div", data, make.tag("span", _USE.to(make.lang)), class_="wrap row"), class_="foot"
    )
    return joined(foot, make.tag("p", leaf.printed, class_="printed wrap"))


@cache
def _sprite() -> Html:
    return Html((LOOK / "templates/parts/sprite.html").read_text(encoding="utf-8"))
