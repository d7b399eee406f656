"""`python -m mcapproval` is the `mcapproval` command."""

from __future__ import annotations

import sys


def main() -> None:
    """Load the command and run it; whoever stops it while it loads sees no traceback either."""
    try:
        from mcapproval.cli.main import main as command
    except KeyboardInterrupt:
        sys.stderr.write("stopped\n")
        sys.exit(130)
    command()


if __name__ == "__main__":
    main()
