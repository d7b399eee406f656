"""Whether every interpreter that is found here makes the same bytes: `make same-bytes`.

The packs of the demo's three applications are made by each Python of 3.11 to 3.13 on this machine,
in three time zones, with other hash seeds and a SOURCE_DATE_EPOCH, and with the packages of this
environment in the same versions. It takes the package registry, so it is no test.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import itertools
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "same-bytes"
MINORS = (11, 12, 13)
SURROUNDINGS = (
    {"TZ": "UTC", "PYTHONHASHSEED": "0"},
    {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "77"},
    {"TZ": "America/New_York", "PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": "1700000000"},
)


def interpreters() -> dict[int, Path]:
    """An interpreter for each minor version that is found; the one that runs this is among them."""
    found = {sys.version_info.minor: Path(sys.executable)}
    folders = [Path(folder) for folder in os.get_exec_path()]
    folders += sorted(Path.home().glob(".pyenv/versions/*/bin"))
    for minor, folder in itertools.product(MINORS, folders):
        python = folder / f"python3.{minor}"
        if minor not in found and python.is_file() and _runs(python, minor):
            found[minor] = python
    return dict(sorted(found.items()))


def _runs(python: Path, minor: int) -> bool:
    asked = [str(python), "-c", "import sys, venv, ensurepip; print(sys.version_info.minor)"]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    return done.returncode == 0 and done.stdout.strip() == str(minor)


def with_our_packages(minor: int, python: Path) -> Path:
    """The interpreter of an environment that has this one's packages in the same versions."""
    if minor == sys.version_info.minor:
        return Path(sys.executable)
    home = BUILD / f"3.{minor}"
    inside = home / "bin" / "python"
    BUILD.mkdir(parents=True, exist_ok=True)
    held = BUILD / "versions.txt"
    mine = {
        re.sub(r"[-_.]+", "-", dist.name).lower(): dist.version
        for dist in importlib.metadata.distributions()
    }
    lines = [f"{name}=={version}" for name, version in sorted(mine.items()) if name != "mcapproval"]
    held.write_text("\n".join(lines) + "\n", "utf-8")
    if not inside.exists():
        subprocess.run([python, "-m", "venv", home], check=True)
    pip = [str(inside), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--constraint", str(held), "--editable", str(ROOT)], check=True)
    return inside


def hashes(python: Path, around: dict[str, str], records: Path, into: Path) -> Iterator[str]:
    """`sha256  name` of every file of the packs that an interpreter makes in some surroundings."""
    unset = {"SOURCE_DATE_EPOCH", "TZ", "PYTHONHASHSEED"}
    clean = {key: value for key, value in os.environ.items() if key not in unset}
    for ref in sorted(pack.name for pack in (records.parent / "packs").iterdir()):
        words = ["pack", ref, "--into", into / ref, "--records", records, "--today", "2027-09-01"]
        command = [str(python), "-m", "mcapproval", *map(str, words)]
        subprocess.run(command, env=clean | around, check=True, capture_output=True, cwd=into)
    for file in sorted(into.rglob("*")):
        if file.is_file():
            told = hashlib.sha256(file.read_bytes()).hexdigest()
            yield f"{told}  {file.relative_to(into).as_posix()}"


def zlib_of(python: Path) -> str:
    asked = [str(python), "-c", "import zlib; print(zlib.ZLIB_RUNTIME_VERSION)"]
    return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()


def main() -> int:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        demo = [sys.executable, "-m", "mcapproval", "demo", "--into", str(folder / "demo")]
        subprocess.run(demo, check=True, capture_output=True)
        wanted: list[str] | None = None
        faults = 0
        for minor, python in interpreters().items():
            ours = with_our_packages(minor, python)
            for number, around in enumerate(SURROUNDINGS, 1):
                into = folder / f"{minor}-{number}"
                into.mkdir()
                found = list(hashes(ours, around, folder / "demo" / "records.db", into))
                wanted = wanted or found
                same = found == wanted
                faults += not same
                said = ", ".join(f"{key}={value}" for key, value in around.items())
                print(
                    f"Python 3.{minor} (zlib {zlib_of(ours)}), {said}: "
                    f"{len(found)} files, {'the same bytes' if same else 'OTHER BYTES'}",
                    flush=True,
                )
                for line in sorted(set(found) ^ set(wanted)):
                    print(f"  {line}")
        print(
            f"all files together: {hashlib.sha256(chr(10).join(wanted or []).encode()).hexdigest()}"
        )
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
