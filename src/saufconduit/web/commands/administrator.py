"""`saufconduit administrator`: the first site of a new installation, with who administers its accounts."""

from saufconduit.vocabulary.text import Text
from saufconduit.web.commands.starting import Asked, Options, start

ABOUT = Text("ouvrir un site et le compte de son administrateur", "open a site and its administrator’s account")


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


def run(asked: Asked) -> int:
    """Prints a provisional password, once."""
    words = asked.arguments
    start(demonstration=False)
    from saufconduit.casework.words import Zone
    from saufconduit.web.accounts.actions import open_administered_site
    from saufconduit.web.commands.preparing import prepare

    prepare()
    zone = Zone.EXPLOITANT if words.exploitant else Zone.HOSPITAL
    password = open_administered_site(login=words.login, name=words.name, site=words.site, zone=zone)
    told = Text(
        "Compte ouvert. Mot de passe provisoire, affiché cette fois seulement : {password}",
        "Account opened. Provisional password, shown this time only: {password}",
    )
    print(asked.say(told).format(password=password))
    return 0
