"""What `doctor` looks at, one function a thing."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum

from django.conf import settings
from django.db import DatabaseError, connections

from saufconduit.vocabulary.problem import Problem
from saufconduit.vocabulary.text import Text
from saufconduit.web.commands import problems
from saufconduit.web.commands.archive import latest
from saufconduit.web.commands.preparing import ZONES, is_behind, is_new
from saufconduit.web.commands.rotating import is_half_way
from saufconduit.web.config.environment import first_line
from saufconduit.web.journal.erasure_register import brought_back, enter_missing
from saufconduit.web.journal.keys import SESSION, Keys, keys, master_path
from saufconduit.web.journal.outbox import waiting
from saufconduit.web.journal.retention_runs import OLDEST, last_whole_run

_NOTHING = Text("Rien.", "Nothing.")
SMALLEST_FREE_SPACE = 2 * 1024**3
OLDEST_BACKUP = timedelta(hours=26)
CLOCK_TOLERANCE = timedelta(seconds=5)


class State(Enum):
    """How it stands."""

    GOOD = "good"
    DOUBTFUL = "doubtful"
    WRONG = "wrong"

    @property
    def words(self) -> Text:
        """On a terminal."""
        return {"good": Text("bien", "good"), "doubtful": Text("à voir", "look"), "wrong": Text("à corriger", "wrong")}[
            self.value
        ]


@dataclass(frozen=True)
class Check:
    """One thing that was looked at."""

    name: str
    state: State
    says: Text
    do: Text = _NOTHING


def checkup() -> Iterator[Check]:
    """Every thing, in the order in which to correct them."""
    new = _is_new()
    if new:
        nothing = Problem(problems.NOTHING_YET)
        yield Check("installation", State.WRONG, _both(nothing.what), _both(nothing.do))
    for look in LOOKS:
        if not (new and look in (secrets, databases)):
            yield from look()


def _is_new() -> bool:
    try:
        return is_new() and not any(settings.KEYS.glob("*.key"))
    except DatabaseError:
        return False  # told below


def secrets() -> Iterator[Check]:
    """The keys: there, readable by the service alone, apart from data and backups."""
    try:
        held = keys()
    except Problem as problem:
        yield Check("secrets", State.WRONG, _both(problem.what), _both(problem.do))
        return
    says = Text(f"Clés lisibles, clé maîtresse {held.current}.", f"Keys are readable, master key {held.current}.")
    yield Check("secrets", State.GOOD, says)
    yield from _master_keys(held)
    if any(settings.KEYS.is_relative_to(folder) for folder in (settings.DATA, settings.BACKUPS) if folder):
        yield Check(
            "secrets-apart",
            State.WRONG,
            Text("Les clés sont dans le dossier de ce qu’elles protègent.", "The keys lie with what they protect."),
            Text("Donnez-leur un autre dossier : SAUFCONDUIT_KEYS.", "Give them another folder: SAUFCONDUIT_KEYS."),
        )
    if not first_line([settings.KEYS / SESSION]):
        yield Check(
            "secrets-session",
            State.WRONG,
            Text("La clé des sessions manque.", "The key of sessions is missing."),
            Text(f"Lancez {_serve()} une fois : il la crée.", f"Run {_serve()} once: it makes it."),
        )


def _master_keys(held: Keys) -> Iterator[Check]:
    """How old the master key is, whether a change of it is finished."""
    made = datetime.fromtimestamp(master_path(settings.KEYS, held.current).stat().st_mtime, UTC)
    days = (datetime.now(UTC) - made).days
    says = Text(f"Clé maîtresse du {made:%Y-%m-%d}, {days} j.", f"Master key of {made:%Y-%m-%d}, {days} d.")
    yield Check("secrets-age", State.GOOD, says)
    old = ", ".join(str(number) for number in sorted(held.masters) if number != held.current)
    try:
        half_way = is_half_way()
    except DatabaseError:
        return  # told below
    if half_way:
        yield Check(
            "secrets-half-way",
            State.WRONG,
            Text("Un changement de clé est resté en chemin.", "A change of key was left half way."),
            Text("Achevez-le : saufconduit keys rotate.", "Finish it: saufconduit keys rotate."),
        )
    elif old:
        yield Check(
            "secrets-old",
            State.DOUBTFUL,
            Text(f"Ancienne clé maîtresse gardée : {old}.", f"Old master key kept: {old}."),
            Text(
                "Après une sauvegarde : saufconduit keys rotate --remove-old.",
                "After a backup: saufconduit keys rotate --remove-old.",
            ),
        )


def _serve() -> str:
    """The command that makes what is missing in this installation, not in the demonstration."""
    return "saufconduit serve" if settings.DEMONSTRATION else "saufconduit serve --no-demo"


def _both(say: Callable[..., str]) -> Text:
    return Text(say("fr"), say("en"))


def demonstration() -> Iterator[Check]:
    """Whether what is relaxed for a demonstration is relaxed here."""
    if settings.DEMONSTRATION:
        yield Check(
            "demonstration",
            State.DOUBTFUL,
            Text("Démonstration : personnes inventées, jour figé.", "Demonstration: invented people, pinned day."),
            Text("Pour un usage réel : SAUFCONDUIT_DEMO=no.", "For real use: SAUFCONDUIT_DEMO=no."),
        )
    relaxed = settings.SECOND_FACTOR != "required"
    yield Check(
        "second-factor",
        State.DOUBTFUL if relaxed else State.GOOD,
        Text("Second facteur non exigé.", "Second factor not required.")
        if relaxed
        else Text("Second facteur exigé de tous.", "Second factor required of everyone."),
        Text("SAUFCONDUIT_SECOND_FACTOR=required.", "SAUFCONDUIT_SECOND_FACTOR=required."),
    )
    if settings.DEBUG:
        yield Check(
            "debug",
            State.WRONG,
            Text("Le mode de mise au point est allumé.", "Debug mode is on."),
            Text("SAUFCONDUIT_DEBUG=no.", "SAUFCONDUIT_DEBUG=no."),
        )


def tls() -> Iterator[Check]:
    """Whether what passes on the network is encrypted."""
    if settings.TLS:
        yield Check("tls", State.GOOD, Text("TLS exigé.", "TLS required."))
        return
    yield Check(
        "tls",
        State.DOUBTFUL if settings.DEMONSTRATION else State.WRONG,
        Text("TLS n’est pas exigé.", "TLS is not required."),
        Text("SAUFCONDUIT_TLS=yes, avec un certificat.", "SAUFCONDUIT_TLS=yes, with a certificate."),
    )


def hosts() -> Iterator[Check]:
    """Whether the server answers only by its own names."""
    names = ", ".join(settings.ALLOWED_HOSTS)
    if "*" in settings.ALLOWED_HOSTS:
        says, state = Text("Le serveur répond à n’importe quel nom.", "The server answers any name."), State.WRONG
    elif set(settings.ALLOWED_HOSTS) <= {"127.0.0.1", "localhost"} and not settings.DEMONSTRATION:
        says, state = Text("Seule cette machine est servie.", "This machine alone is served."), State.DOUBTFUL
    else:
        says, state = Text(f"Noms servis : {names}.", f"Names served: {names}."), State.GOOD
    yield Check("hosts", state, says, Text("SAUFCONDUIT_HOSTS : les noms du serveur.", "SAUFCONDUIT_HOSTS: its names."))


def databases() -> Iterator[Check]:
    """Both databases: they answer, their tables are of this version, they are two."""
    for alias, zone in ZONES.items():
        yield from _database(alias, zone)
    first, second = (settings.DATABASES[alias] for alias in ZONES)
    if (first["NAME"], first.get("HOST")) == (second["NAME"], second.get("HOST")):
        yield Check(
            "zones",
            State.WRONG,
            Text("Les deux zones sont dans la même base.", "Both zones are in the same database."),
            Text("Donnez une base à chacune.", "Give a database to each."),
        )
    elif first.get("USER") and first.get("USER") == second.get("USER"):
        yield Check(
            "zones",
            State.DOUBTFUL,
            Text("Les deux bases ont le même rôle.", "Both databases have the same role."),
            Text(
                "Donnez à la zone exploitant un rôle qui n’ouvre pas la base de l’hôpital.",
                "Give the exploitant zone a role that does not open the hospital’s database.",
            ),
        )


def _database(alias: str, zone: str) -> Iterator[Check]:
    name = f"database-{zone}"
    try:
        connection = connections[alias]
        connection.ensure_connection()
        behind = is_behind(alias)
    except DatabaseError as error:
        kind = type(error.__cause__ or error).__name__
        says = Text(f"La base {zone} ne répond pas ({kind}).", f"The database {zone} does not answer ({kind}).")
        yield Check(name, State.WRONG, says, Text("Démarrez-la, vérifiez son adresse.", "Start it, check its address."))
        return
    if behind:
        says = Text(f"Tables de la base {zone} à mettre à jour.", f"Tables of the database {zone} are behind.")
        yield Check(name, State.WRONG, says, Text(f"Lancez {_serve()}.", f"Run {_serve()}."))
        return
    kind = connection.vendor
    yield Check(name, State.GOOD, Text(f"Base {zone} à jour ({kind}).", f"Database {zone} up to date ({kind})."))


def clocks() -> Iterator[Check]:
    """Whether the clocks of the machine and of the database agree: the record is dated by the first."""
    try:
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT CURRENT_TIMESTAMP")
            told = cursor.fetchone()[0]
    except DatabaseError:
        return  # told above
    moment = told if isinstance(told, datetime) else datetime.fromisoformat(told).replace(tzinfo=UTC)
    # SQLite tells whole seconds, and is the same machine.
    apart = abs(datetime.now(UTC) - moment)
    agree = apart <= CLOCK_TOLERANCE
    says = (
        Text("Les horloges s’accordent.", "The clocks agree.")
        if agree
        else Text(f"Les horloges diffèrent de {apart}.", f"The clocks differ by {apart}.")
    )
    yield Check("clocks", State.GOOD if agree else State.WRONG, says, Text("Réglez-les par NTP.", "Set them by NTP."))


def backups() -> Iterator[Check]:
    """Whether there is a recent backup."""
    do = Text(
        "Programmez saufconduit backup chaque nuit, et SAUFCONDUIT_BACKUPS.",
        "Schedule saufconduit backup each night, and SAUFCONDUIT_BACKUPS.",
    )
    if settings.BACKUPS is None:
        says = Text("Aucun dossier de sauvegardes n’est réglé.", "No folder of backups is set.")
        yield Check("backups", State.DOUBTFUL if settings.DEMONSTRATION else State.WRONG, says, do)
        return
    made = latest(settings.BACKUPS)
    if made is None:
        yield Check("backups", State.WRONG, Text("Aucune sauvegarde entière.", "No whole backup."), do)
        return
    old = datetime.now(UTC) - made > OLDEST_BACKUP
    says = Text(f"Dernière sauvegarde : {made:%Y-%m-%d %H:%M} UTC.", f"Last backup: {made:%Y-%m-%d %H:%M} UTC.")
    yield Check("backups", State.WRONG if old else State.GOOD, says, do)


def erasures() -> Iterator[Check]:
    """Whether an older copy of the database brought back what was erased; enters what the register lacks."""
    from saufconduit.web.commands.erasing_again import known_erasures

    try:
        enter_missing()
        known = known_erasures()
        back = len(brought_back(known))
    except OSError as error:
        kind = type(error).__name__
        says = Text(
            f"Le registre des effacements ne s’écrit pas ({kind}).", f"The register of erasures fails ({kind})."
        )
        do = Text("Rendez le dossier des clés accessible au service.", "Let the service write to the folder of keys.")
        yield Check("erasures", State.WRONG, says, do)
        return
    except (DatabaseError, Problem):
        return  # told above
    if back:
        says = Text(
            f"Dossiers effacés qu’une copie a ramenés : {back}.", f"Erased dossiers that a copy brought back: {back}."
        )
        do = Text(
            "Effacez-les de nouveau : saufconduit audit erasures.", "Erase them again: saufconduit audit erasures."
        )
        yield Check("erasures", State.WRONG, says, do)
        return
    says = Text(
        f"Effacements connus : {len(known)}, aucun n’est revenu.", f"Known erasures: {len(known)}, none is back."
    )
    yield Check("erasures", State.GOOD, says)


def space() -> Iterator[Check]:
    """Whether there is room to write."""
    folder = next(item for item in (settings.DATA, *settings.DATA.parents) if item.exists())
    free = shutil.disk_usage(folder).free
    says = Text(f"{free // 1024**2} Mio libres.", f"{free // 1024**2} MiB free.")
    state = State.GOOD if free >= SMALLEST_FREE_SPACE else State.WRONG
    yield Check("space", state, says, Text("Faites de la place, ou changez de disque.", "Make room, or change disk."))


def retention() -> Iterator[Check]:
    """When what need not be kept any more was last listed."""
    try:
        run = last_whole_run()
    except DatabaseError:
        return  # told above
    do = Text(
        "Lancez saufconduit audit retention chaque mois, et lisez la liste.",
        "Run saufconduit audit retention each month, and read the list.",
    )
    if run is None:
        says = Text("La conservation n’a jamais été passée en revue.", "Retention was never gone through.")
        yield Check("retention", State.DOUBTFUL, says, do)
        return
    is_old = datetime.now(UTC) - run.at > OLDEST
    says = Text(f"Conservation passée en revue le {run.at:%Y-%m-%d}.", f"Retention gone through on {run.at:%Y-%m-%d}.")
    yield Check("retention", State.DOUBTFUL if is_old else State.GOOD, says, do)


def crossing() -> Iterator[Check]:
    """Whether something waits to be handed over to the exploitant zone."""
    try:
        total = waiting()
    except DatabaseError:
        return  # told above
    says = Text(f"Envois en attente vers la zone exploitant : {total}.", f"Records for the exploitant zone: {total}.")
    do = Text("Ils partent au prochain envoi, ou relancez serve.", "They leave with the next one, or run serve again.")
    yield Check("crossing", State.DOUBTFUL if total else State.GOOD, says, do)


def outside() -> Iterator[Check]:
    """Every address outside the machine that the application would call (P-83)."""
    called = sorted({database.get("HOST", "") for database in settings.DATABASES.values()} - {""})
    shown = ", ".join(name for name in called if not name.startswith("/"))
    if shown:
        says = Text(f"Adresses appelées hors de la machine : {shown}.", f"Addresses called outside: {shown}.")
    else:
        says = Text("Aucune adresse appelée hors de la machine.", "No address outside the machine is called.")
    yield Check("outside", State.GOOD, says)


LOOKS: tuple[Callable[[], Iterator[Check]], ...] = (
    secrets,
    demonstration,
    tls,
    hosts,
    databases,
    clocks,
    backups,
    erasures,
    space,
    retention,
    crossing,
    outside,
)
