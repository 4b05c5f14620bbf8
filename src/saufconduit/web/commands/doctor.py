"""`saufconduit doctor`: is this installation fit for real use."""

import json

from saufconduit.vocabulary.text import Text
from saufconduit.web.commands.starting import Asked, Options, demonstration_option, demonstration_wanted, start

ABOUT = Text("l’installation est-elle prête pour un usage réel", "is the installation ready for real use")


def arguments(parser: Options) -> None:
    """Declares what the command takes."""
    demonstration_option(parser)


def run(asked: Asked) -> int:
    """A line for each thing to look at: what, state, what to do; 1 where one is wrong."""
    start(demonstration=demonstration_wanted(asked.arguments, default=None))
    from saufconduit.web.commands.checkup import State, checkup

    found = list(checkup())
    if asked.json:
        lines = [
            {"what": item.name, "state": item.state.value, "say": asked.say(item.says), "do": asked.say(item.do)}
            for item in found
        ]
        print(json.dumps({"contract": 1, "checks": lines}, ensure_ascii=False))
    else:
        for item in found:
            print(f"{asked.say(item.state.words):<12} {asked.say(item.says)}")
            if item.state is not State.GOOD:
                print(f"{'':<12} → {asked.say(item.do)}")
    return 1 if any(item.state is State.WRONG for item in found) else 0
