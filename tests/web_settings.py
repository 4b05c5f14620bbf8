"""Settings of the web application under test: those of the application, in folders of this run."""

import os
import tempfile

_folder = tempfile.TemporaryDirectory(prefix="saufconduit-tests-")
for _name in [name for name in os.environ if name.startswith("SAUFCONDUIT_") and name != "SAUFCONDUIT_DEEP"]:
    del os.environ[_name]
os.environ["XDG_DATA_HOME"] = _folder.name
os.environ["SAUFCONDUIT_DEMO"] = "yes"
os.environ["SAUFCONDUIT_DAY"] = "2026-10-12"

from saufconduit.web.config.settings import *  # noqa: E402, F403

SECRET_KEY = "of the tests, and of nothing else"
# A slow hash is for real passwords: a test logs in hundreds of times.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
for _name in ("SAUFCONDUIT_DEMO", "SAUFCONDUIT_DAY", "XDG_DATA_HOME"):
    del os.environ[_name]
