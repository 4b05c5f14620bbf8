"""`python -m saufconduit` is the command `saufconduit`."""

import sys

from saufconduit.cli.main import main

sys.exit(main())
