"""What is installed is what git tracks, and it works without the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = "mcapproval/_shipped/"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    subprocess.run([*build, "--directory", str(folder)], cwd=ROOT, check=True, capture_output=True)
    (found,) = folder.glob("mcapproval-*-py3-none-any.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which pip installed the wheel; what it needs comes from this environment."""
    folder = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    into = ["--no-index", "--no-deps", "--no-compile", "--target", str(folder), str(wheel)]
    subprocess.run([*pip, *into], check=True, capture_output=True)
    return folder


def tracked(*folders: str) -> set[str]:
    """What git tracks below the folders; a file not yet added is missing here."""
    told = subprocess.run(
        ["git", "ls-files", "-z", "--", *folders], cwd=ROOT, check=True, capture_output=True
    )
    found = {name for name in told.stdout.decode().split("\0") if name}
    assert found, "git tracks nothing here: nothing was looked at"
    return found


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as opened:
        return set(opened.namelist())


def run(installed: Path, folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run Python with the installed package and no way to the checkout."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("MCAPPROVAL_", "PYTHON"))}
    return subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env={**kept, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_schemas_workflows_and_good_samples_ship_as_git_tracks_them(wheel: Path) -> None:
    inside = {name.removeprefix(SHIPPED) for name in names(wheel) if name.startswith(SHIPPED)}
    assert inside == tracked("schemas", "workflows", "samples/good")
    with zipfile.ZipFile(wheel) as opened:
        for name in inside:
            assert opened.read(SHIPPED + name) == (ROOT / name).read_bytes(), name


def test_the_package_ships_as_git_tracks_it(wheel: Path) -> None:
    inside = {
        name for name in names(wheel) if not name.startswith(SHIPPED) and ".dist-info/" not in name
    }
    assert inside == {name.removeprefix("src/") for name in tracked("src/mcapproval")}


def test_what_is_easily_forgotten_is_there(wheel: Path) -> None:
    inside = names(wheel)
    for name in (
        "documents/fonts/SourceSans3-Regular.ttf",
        "documents/fonts/OFL.txt",
        "documents/fonts/DejaVuSans.ttf",
        "documents/word/parts/styles.xml",
        "documents/word/parts/numbering.xml",
        "documents/html/paper.css",
        "documents/fonts/DejaVu-LICENSE.txt",
        "store/migrations/env.py",
        "store/migrations/script.py.mako",
        "store/migrations/versions/0001_first_tables.py",
        "rules/texts/lor-2022.toml",
        "rules/values/credit_value.toml",
        "draft/help.toml",
        "_shipped/workflows/routes.toml",
        "_shipped/schemas/application.schema.json",
    ):
        assert f"mcapproval/{name}" in inside, name
    licences = {name.partition(".dist-info/licenses/")[2] for name in inside}
    fonts = {f"src/mcapproval/documents/fonts/{n}" for n in ("OFL.txt", "DejaVu-LICENSE.txt")}
    assert {"LICENSE", "NOTICE", *fonts} <= licences


def test_no_draft_that_must_be_refused_is_shipped_and_no_test(wheel: Path) -> None:
    assert not [name for name in names(wheel) if "bad/" in name or "tests/" in name]


def test_the_checkout_has_no_second_copy_of_what_ships() -> None:
    assert not (ROOT / "src" / "mcapproval" / "_shipped").exists()


def test_what_is_installed_is_used_and_not_the_checkout(installed: Path, tmp_path: Path) -> None:
    said = run(installed, tmp_path, "-c", "import mcapproval; print(mcapproval.__file__)")
    assert Path(said.stdout.strip()) == installed / "mcapproval" / "__init__.py"


def test_pip_installs_the_command(installed: Path, tmp_path: Path) -> None:
    (command,) = (*installed.glob("bin/mcapproval"), *installed.glob("Scripts/mcapproval.exe"))
    said = run(installed, tmp_path, str(command), "--version")
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.startswith("mcapproval")


def test_the_demo_runs_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    done = run(installed, tmp_path, "-m", "mcapproval", "demo")
    assert done.returncode == 0, done.stderr
    made = tmp_path / "mcapproval-demo"
    assert (made / "records.db").is_file()
    assert len(list(made.glob("packs/*/manifest.json"))) == 3
    whole = run(installed, made, "-m", "mcapproval", "audit", "verify", "--records", "records.db")
    assert whole.returncode == 0, whole.stdout + whole.stderr


FROM_OUTSIDE = """\
from datetime import date

import mcapproval
from mcapproval import Case, Finding, Records, Refused

findings: tuple[Finding, ...] = mcapproval.check("draft.yaml", on=date(2026, 6, 15))
blocking: list[str] = [one.code for one in findings if one.blocks]
records: Records = mcapproval.open_records("records.db", person="ana")
cases: tuple[Case, ...] = records.list(track="listing")
since: date | None = cases[0].since
try:
    now: str = records.move("APP-2026-0001", "hold", {"reason": "..."}).now
except Refused as refused:
    reasons: list[str] = [reason.message for reason in refused.reasons]
mcapproval.sit_down  # wrong: no such name
records.move("APP-2026-0001")  # wrong: no move
records.pack("APP-2026-0001", "pack", looks=["odt"])  # wrong: no such look
cases[0].title = "Another"  # wrong: frozen
"""


def test_a_program_that_uses_it_is_checked_by_its_types(installed: Path, tmp_path: Path) -> None:
    assert (installed / "mcapproval" / "py.typed").is_file()
    (tmp_path / "program.py").write_text(FROM_OUTSIDE, "utf-8")
    check = ["-m", "mypy", "--strict", "--follow-imports", "silent", "--cache-dir", "cache"]
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("MYPY", "PYTHON"))}
    told = subprocess.run(
        [sys.executable, *check, "program.py"],
        cwd=tmp_path,
        env={**kept, "MYPYPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
    )
    lines = FROM_OUTSIDE.splitlines()
    wrong = {f"program.py:{n}" for n, line in enumerate(lines, 1) if "# wrong" in line}
    found = {line.partition(": error:")[0] for line in told.stdout.splitlines() if "error:" in line}
    assert found == wrong, told.stdout + told.stderr
