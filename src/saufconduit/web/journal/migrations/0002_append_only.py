"""The head of an empty journal, the tables that only add up."""

from typing import Any

from django.db import migrations

from saufconduit.web.journal.append_only import AppendOnly
from saufconduit.web.journal.chain import START

# French law keeps logs for six months at least; older lines may be deleted (P, section 5).
SECURITY_LOG_MONTHS = 6


def write_head(apps: Any, schema_editor: Any) -> None:
    """Nothing yet: it is sealed with the first event, once there are keys."""
    apps.get_model("journal", "Head").objects.create(id=1, position=0, hash=START, seal=b"")


class Migration(migrations.Migration):
    """After the tables."""

    dependencies = [("journal", "0001_initial")]
    operations = [
        migrations.RunPython(write_head, migrations.RunPython.noop),
        AppendOnly("journal_event", "position = NEW.position OR (dossier = NEW.dossier AND number = NEW.number)"),
        AppendOnly("journal_erasure", "dossier = NEW.dossier"),
        AppendOnly("journal_securityentry", "id = NEW.id", months=SECURITY_LOG_MONTHS),
    ]
