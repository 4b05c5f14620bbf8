"""Log lines that hold no value: no argument, no address of a page, no words of an exception."""

import logging
import re
import traceback
from datetime import UTC, datetime

_FILLED = re.compile(r"%[-#0 +]*[0-9.]*[a-z]")


class DiscreetFormatter(logging.Formatter):
    """Writes when, how grave, who says it, the constant part of the sentence, and where in the code."""

    def format(self, record: logging.LogRecord) -> str:
        """The sentence as the programmer wrote it, with its places left empty: what fills them may name a patient."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="seconds")
        # Django gives the words of what it refuses as the sentence itself.
        sentence = "refused" if record.name.startswith("django.security") else str(record.msg)
        status = getattr(record, "status_code", "")
        lines = [f"{moment} {record.levelname} {record.name}: {_FILLED.sub('…', sentence)} {status}".rstrip()]
        if record.exc_info and record.exc_info[0] is not None:
            kind, _, trace = record.exc_info
            frames = traceback.extract_tb(trace)
            lines += [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
            lines.append(f"  {kind.__module__}.{kind.__qualname__}")
        return "\n".join(lines)
