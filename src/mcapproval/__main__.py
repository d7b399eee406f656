"""`python -m mcapproval` is the `mcapproval` command."""

from __future__ import annotations

import gc
import sys

FEW = 200_000
"""Objects between two looks for garbage, of which there is none while modules load."""


def main() -> None:
    """Load the command and run it; whoever stops it while it loads sees no traceback either."""
    gc.set_threshold(FEW, 50, 50)
    try:
        from mcapproval.cli.main import main as command
    except KeyboardInterrupt:
        sys.stderr.write("stopped\n")
        sys.exit(130)
    try:
        command()
    finally:
        gc.freeze()  # what is left goes with the process: looking through it takes time


if __name__ == "__main__":
    main()
