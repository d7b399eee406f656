"""`python -m mcapproval` is the `mcapproval` command."""

from mcapproval.cli.main import main

if __name__ == "__main__":
    main()
