"""Takes the pictures of docs/web.md: the demonstration in a real browser, each page as its people see it.

Run by hand where Chromium is: `.venv/bin/python docs/screenshots.py`. The patients are those of the demonstration,
invented; no test depends on these pictures.
"""

import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).resolve().parent
PICTURES = HERE / "screenshots"
FILE = HERE.parent / "examples" / "02-bronchial-net-board-not-seized.yaml"
DOCUMENT = HERE.parent / "tests/documents/development/01-page-cpc.txt"
COLOURS = 48
WIDE, NARROW = (1280, 880), (390, 844)
LARGEST, LARGEST_IN_ALL = 150_000, 1_000_000


class Shot(NamedTuple):
    """A picture: who looks, how they get there."""

    name: str
    login: str
    reach: Callable[[Page], object]
    size: tuple[int, int] = WIDE
    scheme: str = "light"


def main() -> int:
    """Takes them all; 1 where one is too heavy."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "saufconduit", "serve", "--demo"]
        environment = {**os.environ, "XDG_DATA_HOME": folder}
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout is not None
            address = server.stdout.readline().strip()
            password = (
                next(line for line in server.stdout if "mot de passe" in line).split(":")[1].split(";")[0].strip()
            )
            try:
                _take_all(address, password)
            finally:
                server.terminate()
    return _weigh()


def _take_all(address: str, password: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for shot in SHOTS:
            _take(browser, address, password, shot)
        browser.close()


def _take(browser: Browser, address: str, password: str, shot: Shot) -> None:
    width, height = shot.size
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": height},
        color_scheme=shot.scheme,  # type: ignore[arg-type]
        locale="fr-FR",
    )
    page = context.new_page()
    page.goto("/connexion/")
    page.get_by_label("Identifiant").fill(shot.login)
    page.get_by_label("Mot de passe").fill(password)
    page.get_by_role("button", name="Se connecter").click()
    page.wait_for_url(lambda url: "/connexion/" not in url)
    if "/lieu/" in page.url:  # who works at several places chooses one
        page.get_by_role("button").filter(has_text="Choisir").first.click()
        page.wait_for_url(lambda url: "/lieu/" not in url)
    shot.reach(page)
    page.wait_for_load_state("networkidle")
    _write(shot.name, page.screenshot())
    context.close()


def _write(name: str, picture: bytes) -> None:
    """Few colours are enough for pages, and weigh little."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    few = image.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(PICTURES / f"{name}.png", optimize=True)


def _weigh() -> int:
    """Says what each weighs; 1 where that is too much."""
    sizes = {path.name: path.stat().st_size for path in sorted(PICTURES.glob("*.png"))}
    for name, size in sizes.items():
        print(f"{size:8} {name}")
    return 1 if max(sizes.values()) > LARGEST or sum(sizes.values()) > LARGEST_IN_ALL else 0


def _at(path: str) -> Callable[[Page], object]:
    return lambda page: page.goto(path)


def _question(page: Page) -> None:
    page.goto("/verifier/")
    page.get_by_role("button", name="Commencer").click()
    page.get_by_label("tumeur neuroendocrine bronchique", exact=True).check()
    page.get_by_role("button", name="Continuer").click()
    page.wait_for_url("**/2/")


def _result(page: Page) -> None:
    page.goto("/verifier/")
    page.set_input_files("#file", FILE)
    page.get_by_role("button", name="Lire le fichier").click()
    page.locator(".talon").wait_for()


def _dossier(page: Page) -> None:
    page.goto("/dossiers/?state=to-regularise")
    page.locator("#results th a").first.click()
    page.locator(".talon").wait_for()


def _session(page: Page) -> None:
    page.goto("/rcp/")
    page.locator("main th a").first.click()
    page.locator("#session").wait_for()


def _review(page: Page) -> None:
    page.goto("/relecture/")
    page.set_input_files("#file", DOCUMENT)
    page.get_by_role("button", name="Lire").click()
    page.get_by_role("row", name="Régime").hover()


SHOTS = (
    Shot("accueil", "saule", _at("/")),
    Shot("accueil-sombre", "saule", _at("/"), scheme="dark"),
    Shot("referentiel", "saule", _at("/referentiel/")),
    Shot("programme", "saule", _at("/referentiel/lutathera-cpc/")),
    Shot("question", "saule", _question),
    Shot("resultat", "saule", _result),
    Shot("dossier", "orme", _dossier),
    Shot("dossier-sombre", "orme", _dossier, scheme="dark"),
    Shot("dossier-telephone", "orme", _dossier, NARROW),
    Shot("seance", "iris", _session),
    Shot("pharmacie", "orme", _at("/pharmacie/")),
    Shot("relecture", "buis", _review),
    Shot("comptes", "buis", _at("/compte/personnes/")),
)

if __name__ == "__main__":
    sys.exit(main())
