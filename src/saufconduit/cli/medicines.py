"""`saufconduit medicines`: search in the public database of medicines."""

from saufconduit.assessment.answer import CONTRACT
from saufconduit.assessment.words import semicolon
from saufconduit.cli.arguments import Context, Parser, required, whole_number
from saufconduit.cli.output import print_json
from saufconduit.cli.page import Page
from saufconduit.criteria.wording import colon
from saufconduit.interop.bdpm.medicines import Medicine, Pack, open_medicines
from saufconduit.vocabulary.text import Lang, Text, counted, decimal, written_day

ABOUT = Text(
    "Cherche un médicament dans la BDPM importée, par nom, substance, titulaire, code CIS ou CIP. "
    "La BDPM ne connaît que les AMM : aucun accès dérogatoire n’y est.",
    "Searches a medicine in the imported BDPM, by name, substance, holder, CIS or CIP code. "
    "The BDPM knows marketing authorisations only: it holds no derogatory access.",
)
_LIMIT = 20
_IN_FULL = 3  # up to so many medicines, all that is known of each is shown
_NOTICE = Text(
    "Statuts d’AMM seulement : la BDPM ne contient aucun accès dérogatoire. Voir saufconduit programmes.",
    "Marketing authorisations only: the BDPM holds no derogatory access. See saufconduit programmes.",
)
_NONE = Text("Aucun médicament de la BDPM ne répond à ces mots.", "No medicine of the BDPM answers to these words.")


def arguments(parser: Parser) -> None:
    """Declares the arguments."""
    words = Text(
        "mots du nom, de la substance ou du titulaire, accents et capitales à volonté ; ou un code",
        "words of the name, the substance or the holder, with or without accents; or a code",
    )
    parser.option("words", nargs="*", about=words, metavar=Text("MOT", "WORD"))
    limit = Text(f"au plus tant de médicaments ({_LIMIT})", f"at most so many medicines ({_LIMIT})")
    parser.option("--limit", about=limit, metavar=Text("NOMBRE", "NUMBER"))


def run(context: Context) -> int:
    """Prints what was found; 1 when nothing was."""
    given = context.arguments
    words = " ".join(required(given.words, context.say(Text("un mot à chercher", "a word to search")), "medicines"))
    limit = _LIMIT if given.limit is None else whole_number("--limit", given.limit, least=1)
    medicines = open_medicines()
    try:
        found, count = medicines.search(words, limit)
        near = {} if count else medicines.near_words(words)
    finally:
        medicines.close()
    if context.json:
        listed = [item.to_dict() for item in found]
        told = {"near": {word: list(names) for word, names in near.items()}, "notice": context.say(_NOTICE)}
        print_json({"contract": CONTRACT, "count": count, "medicines": listed, **told})
    else:
        _print(found, count, near, context)
    return int(not count)


def _print(found: list[Medicine], count: int, near: dict[str, tuple[str, ...]], context: Context) -> None:
    page = Page(context.lang)
    for item in found:
        page.line(item.name, tone="strong")
        page.line(f"CIS {item.cis} · {_status(item, context.lang)} · {', '.join(item.holders)}", 2)
        if len(found) <= _IN_FULL:
            _detail(page, item)
    if len(found) < count:
        shown, all_of_them = counted(len(found), context.lang), counted(count, context.lang)
        page.blank()
        page.line(context.say(Text(f"{shown} sur {all_of_them} (--limit)", f"{shown} of {all_of_them} (--limit)")))
    if not count:
        page.line(context.say(_NONE))
        _print_near(page, near)
    page.blank()
    page.line(context.say(_NOTICE), tone="quiet")
    page.print()


def _print_near(page: Page, near: dict[str, tuple[str, ...]]) -> None:
    """What each word that no medicine holds may have been."""
    for word, names in near.items():
        if names:
            near_it = page.say(Text(f"Mots proches de « {word} »", f"Words near `{word}`"))
            page.line(f"{near_it}{colon(page.lang)}{', '.join(names)}.")


def _status(item: Medicine, lang: Lang) -> str:
    """« AMM : Autorisation active depuis le 12 mars 2025, Commercialisée », the words of the source as they stand."""
    since = Text("du", "of").to(lang)
    marketing = f", {item.marketing}" if item.marketing else ""
    return f"AMM{colon(lang)}{item.status} ({since} {written_day(item.authorised, lang)}){marketing}"


def _detail(page: Page, item: Medicine) -> None:
    for one in item.substances:
        dose = " / ".join(part for part in (one.dose, one.per) if part)
        label = (
            Text("Fraction thérapeutique", "Therapeutic fraction")
            if one.is_fraction
            else Text("Substance", "Substance")
        )
        page.line(f"{one.name} {dose}".strip(), 4, f"{page.say(label)}{colon(page.lang)}")
    for pack in item.packs:
        page.line(
            f"{pack.label}{semicolon(page.lang)}{_on_sale(pack, page.lang)}", 4, f"CIP13 {pack.cip13}{colon(page.lang)}"
        )
    for words in item.conditions:
        page.line(words, 4, f"{page.say(Text('Condition', 'Condition'))}{colon(page.lang)}")
    page.blank()


def _on_sale(pack: Pack, lang: Lang) -> str:
    told = [pack.status, pack.marketing]
    if pack.price_cents is not None:
        price = decimal(f"{pack.price_cents // 100}.{pack.price_cents % 100:02}", lang)
        told.append(Text(f"{price} €", f"€{price}").to(lang))
    if pack.rate:
        told.append(pack.rate)
    return ", ".join(part for part in told if part)
