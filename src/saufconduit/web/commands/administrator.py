"""`saufconduit administrator`: the first site of a new installation, with who administers its accounts."""

from saufconduit.vocabulary.text import Text
from saufconduit.web.commands.starting import Asked, Options, start

ABOUT = Text("ouvrir un site et le compte de son administrateur", "open a site and its administrator’s account")
_ENTRUSTED = Text("Confié à {site} : {boards}.", "Entrusted to {site}: {boards}.")


def arguments(parser: Options) -> None:
    """Declares what the command takes."""
    parser.option("login", about=Text("son identifiant", "the login"), metavar=Text("IDENTIFIANT", "LOGIN"))
    parser.option("name", about=Text("son nom affiché", "the name shown"), metavar=Text("NOM", "NAME"))
    parser.option("site", about=Text("le nom du site", "the name of the site"), metavar=Text("SITE", "SITE"))
    parser.option(
        "--exploitant",
        action="store_true",
        about=Text("le site est celui d’un exploitant", "the site is that of an exploitant"),
    )
    parser.option(
        "--board",
        action="append",
        default=[],
        metavar=Text("RCP", "BOARD"),
        about=Text(
            "une RCP dont le site répond : il y nomme seul ; à répéter, et pour un site déjà ouvert aussi",
            "a board for which the site answers: it alone appoints to it; may be repeated, for an open site too",
        ),
    )


def run(asked: Asked) -> int:
    """Prints a provisional password, once; a site that is open already with that administrator is given boards only."""
    words = asked.arguments
    start(demonstration=False)
    from saufconduit.casework.words import Zone
    from saufconduit.web.accounts.actions import entrust_boards, open_administered_site
    from saufconduit.web.commands.preparing import prepare

    prepare()
    boards = tuple(words.board)
    if boards and entrust_boards(boards=boards, login=words.login, site=words.site):
        print(asked.say(_ENTRUSTED).format(boards=", ".join(boards), site=words.site))
        return 0
    zone = Zone.EXPLOITANT if words.exploitant else Zone.HOSPITAL
    password = open_administered_site(login=words.login, name=words.name, site=words.site, zone=zone, boards=boards)
    told = Text(
        "Compte ouvert. Mot de passe provisoire, affiché cette fois seulement : {password}",
        "Account opened. Provisional password, shown this time only: {password}",
    )
    print(asked.say(told).format(password=password))
    return 0
