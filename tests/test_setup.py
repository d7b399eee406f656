"""`make` finds a Python, sets up once, and again from the start after an interrupted try.

The Pythons here are shell scripts that write down what they were asked for: no network, no .venv.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PYTHONS = ("python3.13", "python3.12", "python3.11", "python3")
STUB = """\
#!/bin/sh
case "$1 $2" in
  "-m venv")
    echo "venv by $(basename "$0")" >> "{log}"
    mkdir -p "$3/bin" && cp "$0" "$3/bin/python"
    printf '#!/bin/sh\\necho the demo ran\\n' > "$3/bin/mcapproval"
    chmod +x "$3/bin/mcapproval" ;;
  "-m pip") echo pip >> "{log}"; test ! -e "{broken}" ;;
  *) exit {old} ;;
esac
"""


class Machine:
    """A folder of Pythons, a place for the set-up, and a switch that breaks the network."""

    def __init__(self, folder: Path, good: tuple[str, ...]) -> None:
        self.venv = folder / "venv"
        self.broken = folder / "broken"
        self.log = folder / "log"
        self.bin = folder / "bin"
        self.bin.mkdir()
        for name in PYTHONS:
            stub = self.bin / name
            old = 0 if name in good else 1
            stub.write_text(STUB.format(log=self.log, broken=self.broken, old=old), "utf-8")
            stub.chmod(0o755)

    def make(self, *words: str) -> subprocess.CompletedProcess[str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("MAKE") and k != "PYTHON"}
        return subprocess.run(
            ["make", "--no-print-directory", "-C", str(ROOT), f"VENV={self.venv}", *words],
            env={**kept, "PATH": f"{self.bin}:{os.environ['PATH']}"},
            capture_output=True,
            text=True,
            check=False,
        )

    def done(self) -> list[str]:
        """What the Pythons were asked for since the last time."""
        lines = self.log.read_text("utf-8").split("\n")[:-1] if self.log.exists() else []
        self.log.unlink(missing_ok=True)
        return lines


def test_demo_sets_up_once_and_runs(tmp_path: Path) -> None:
    machine = Machine(tmp_path, PYTHONS)
    first = machine.make("demo")
    assert first.returncode == 0, first.stderr
    assert "the demo ran" in first.stdout
    assert machine.done() == ["venv by python3.13", "pip"]
    assert machine.make("demo").stdout == "the demo ran\n"
    assert machine.done() == []


@pytest.mark.parametrize("newest", range(1, len(PYTHONS)))
def test_a_python_that_is_too_old_or_broken_is_passed_over(tmp_path: Path, newest: int) -> None:
    machine = Machine(tmp_path, PYTHONS[newest:])
    assert machine.make("demo").returncode == 0
    assert machine.done() == [f"venv by {PYTHONS[newest]}", "pip"]


def test_a_machine_without_a_python_that_will_do_is_told_so(tmp_path: Path) -> None:
    machine = Machine(tmp_path, ())
    refused = machine.make("test")
    assert refused.returncode != 0
    assert "Python 3.11 or newer is needed" in refused.stdout
    assert machine.done() == []


def test_an_interrupted_set_up_is_done_again_from_the_start(tmp_path: Path) -> None:
    machine = Machine(tmp_path, PYTHONS)
    machine.broken.touch()
    assert machine.make("demo").returncode != 0
    assert machine.done() == ["venv by python3.13", "pip"]
    (machine.venv / "half").touch()
    machine.broken.unlink()
    assert machine.make("demo").returncode == 0
    assert machine.done() == ["venv by python3.13", "pip"]
    assert not (machine.venv / "half").exists()


def test_a_python_of_ones_own_is_taken(tmp_path: Path) -> None:
    machine = Machine(tmp_path, ())
    own = machine.bin / "python3.11"
    assert machine.make("demo", f"PYTHON={own}").returncode == 0
    assert machine.done() == ["venv by python3.11", "pip"]


def test_help_needs_no_python(tmp_path: Path) -> None:
    told = Machine(tmp_path, ()).make()
    assert told.returncode == 0
    assert "make demo" in told.stdout
