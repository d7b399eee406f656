"""`python -m mcapproval` is the `mcapproval` command."""

from __future__ import annotations

import gc
import sys

FEW = 50_000
"""Objects between two looks for garbage: while modules load there is none, and looking takes time."""


def main() -> None:
    """Load the command and run it; whoever stops it while it loads sees no traceback either."""
    gc.set_threshold(FEW, 50, 50)
    try:
        from mcapproval.cli.main import main as command
    except KeyboardInterrupt:
        sys.stderr.write("stopped\n")
        sys.exit(130)
    command()


if __name__ == "__main__":
    main()
