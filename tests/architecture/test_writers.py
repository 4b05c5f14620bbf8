"""The only writers of the web application are its modules of actions: read from the code itself."""

import ast
from pathlib import Path

WEB = Path(__file__).resolve().parents[2] / "src" / "saufconduit" / "web"
WRITES = {
    *("save", "asave", "delete", "adelete", "create", "acreate", "bulk_create", "bulk_update"),
    *("update_or_create", "get_or_create", "update"),
}
# The journal is what actions write to; the exploitant zone takes what was handed over.
WRITERS = ("actions", "actions.py", "migrations")
EXCEPT = {
    "journal/store.py": "appends",
    "journal/codes.py": "codes of the exploitants",
    "journal/dossier_keys.py": "keys",
    "journal/ends.py": "seals the ends of the logs",
    "journal/outbox.py": "hands over",
    "journal/security.py": "writes the security log",
    "journal/retention_runs.py": "reports of retention",
    "exploitant/delivery.py": "takes what was handed over",
}


def _is_writer(path: Path) -> bool:
    parts = path.relative_to(WEB).parts
    return any(part in WRITERS for part in parts) or path.relative_to(WEB).as_posix() in EXCEPT


def _writes(path: Path) -> list[str]:
    """Calls that write a row: a method of that name, with a manager or a row on its left."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    methods = [call for call in calls if isinstance(call, ast.Attribute) and call.attr in WRITES and _is_of_rows(call)]
    return [f"{path.relative_to(WEB)}:{call.lineno} .{call.attr}" for call in methods]


def _is_of_rows(call: ast.Attribute) -> bool:
    """Dictionaries and hashes have an `update` too; that of rows follows a query."""
    is_query = isinstance(call.value, ast.Call) or getattr(call.value, "attr", "") == "objects"
    return call.attr != "update" or is_query


def test_rows_are_written_in_actions_only():
    found = [line for path in sorted(WEB.rglob("*.py")) if not _is_writer(path) for line in _writes(path)]

    assert found == []


def test_writer_outside_of_actions_is_seen(tmp_path):
    module = tmp_path / "views.py"
    module.write_text("def view(row):\n    row.save()\n    row.__class__.objects.filter().delete()\n", encoding="utf-8")
    tree = ast.parse(module.read_text(encoding="utf-8"))

    names = {node.func.attr for node in ast.walk(tree) if isinstance(node, ast.Call)} & WRITES

    assert names == {"save", "delete"}
