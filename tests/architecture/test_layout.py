"""The layout explains the program, so a machine holds it."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CONSOLE = ROOT / "console"
TESTS = ROOT / "tests"

BESIDE_THE_MIRROR = {"architecture", "benchmarks", "journeys", "looks"}
DRAWERS = {"base", "common", "helper", "helpers", "lib", "manager", "managers", "misc", "shared", "util", "utils"}

MODULES = sorted(path.relative_to(CONSOLE) for path in CONSOLE.rglob("*.py"))
MIRRORED_TESTS = sorted(
    path.relative_to(TESTS)
    for path in TESTS.rglob("test_*.py")
    if path.relative_to(TESTS).parts[0] not in BESIDE_THE_MIRROR
)


@pytest.mark.parametrize("test", MIRRORED_TESTS, ids=str)
def test_each_test_file_names_a_module(test: Path) -> None:
    module = test.with_name(test.name.removeprefix("test_")).with_suffix("")
    candidates = [CONSOLE / module.with_suffix(".py"), CONSOLE / module / "__init__.py"]
    if len(test.parts) > 1:
        candidates.append(CONSOLE / test.parent.with_suffix(".py"))
    assert any(candidate.exists() for candidate in candidates), f"{test} tests no module of console/"


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_there_are_no_drawers(module: Path) -> None:
    assert DRAWERS.isdisjoint({part.removesuffix(".py") for part in module.parts})


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_no_module_has_become_a_house_of_its_own(module: Path) -> None:
    lines = (CONSOLE / module).read_text(encoding="utf-8").count("\n")
    assert lines <= 500, f"{module} has {lines} lines: a noun is missing"
