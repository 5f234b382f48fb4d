from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.domain.document import Document, same
from console.domain.gates.gate import Gate
from console.errors import InvalidInput
from console.services.gate_files import FileFormat, gate_text, read_gate_files, read_gate_text, write_gate_files
from console.services.known_gate import KnownGate

# What a YAML file can hold at all (YAML 1.2, "Character Set") and is no half of a surrogate pair.
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff\ufeff\u2028\u2029"))
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=12,
)
# Six short lines that stand for a hundred million values.
BOMB = "a: &a [x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 40)}]\n" for before, name in zip("abcde", "bcdef", strict=True)
)
documents = st.dictionaries(texts.filter(lambda key: key != "switchroom"), values, max_size=6)


def known(document: Document) -> KnownGate:
    return KnownGate("acme", Gate(document), 1_700_000_000_000, 7)


# Loading the YAML library and writing large values is slow where much else runs.
patient = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(documents, st.sampled_from(FileFormat))
@patient
def test_a_gate_comes_back_from_its_file_with_its_keys_in_order(document: Document, form: FileFormat) -> None:
    (back,) = read_gate_text(gate_text(known(document), form), "x", form)
    assert same(back.bare.document, document)
    assert list(back.bare.document) == list(document)
    assert back.document["switchroom"] == {
        "account": "acme",
        "fetched_at": "2023-11-14T22:13:20.000Z",
        "revision": 7,
    }


@given(st.text(), st.sampled_from(FileFormat))
@patient
def test_any_text_is_read_or_refused(text: str, form: FileFormat) -> None:
    with suppress(InvalidInput):
        assert read_gate_text(text, "x", form)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("x.json", '{"a": 1,\n "b" 2}', "line 2, column 6"),
        ("x.yaml", "a: 1\nb: [", "line"),
        ("x.yaml", "a: 1\na: 2\n", "duplicate key"),
        ("x.yaml", "a: 2026-01-01\n", "no gate can carry"),
        ("x.yaml", "1: a\n", "no text"),
        ("x.yaml", "- 7\n", "no gate"),
        ("x.yaml", "", "holds no gate"),
        ("x.yaml", "a: !!python/object:os.system x\n", "no YAML"),
        ("x.yaml", BOMB, "more than any gate"),
        ("x.txt", "{}", "neither YAML nor JSON"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_with_its_place(tmp_path: Path, name: str, text: str, said: str) -> None:
    file = tmp_path / name
    file.write_text(text)
    with pytest.raises(InvalidInput) as refused:
        read_gate_files([file])
    assert said in refused.value.message
    assert name in refused.value.message


def test_yes_and_no_are_words_and_a_stream_holds_several_gates(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("refId: NO\nx: on\n---\n- refId: B\n- refId: C\n")
    (tmp_path / "b.json").write_text('\ufeff{"refId": "D"}')
    (tmp_path / "notes.txt").write_text("not a gate")
    wanted = read_gate_files([tmp_path])
    assert [one.gate.ref_id for one in wanted] == ["NO", "B", "C", "D"]
    assert wanted[0].gate.document["x"] == "on"
    assert [one.origin for one in wanted] == ["a.yml", "a.yml", "a.yml", "b.json"]
    assert read_gate_files([tmp_path, tmp_path / "b.json"]) == wanted


def test_files_are_named_after_the_gates_and_never_leave_their_folder(tmp_path: Path) -> None:
    names = ["../../etc/passwd", "..", "A b", "a?b", "A_B", None]
    gates = [known({"id": f"id{at}", "refId": name}) for at, name in enumerate(names)]
    files = write_gate_files(tmp_path / "new", gates, FileFormat.YAML)
    assert len(set(files)) == len(gates)
    assert {file.parent for file in files} == {tmp_path / "new"}
    assert sorted(one.gate.id or "" for one in read_gate_files([tmp_path / "new"])) == [f"id{at}" for at in range(6)]
    with pytest.raises(InvalidInput):
        write_gate_files(files[0], gates, FileFormat.YAML)


def test_an_empty_folder_and_a_missing_file_are_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="no gates in"):
        read_gate_files([tmp_path])
    with pytest.raises(InvalidInput, match="cannot be read"):
        read_gate_files([tmp_path / "missing.yaml"])
