"""No file, however spoilt, ends in a traceback or hangs; tests/fuzzing.py makes the files."""

from __future__ import annotations

import os
import time
import warnings
from pathlib import Path

import fuzzing
import pytest
from fuzz_inputs import make, others
from helpers import write

from quizlib.bankfile import read

FULL = bool(os.environ.get("QUIZLIB_VERIFY"))
#: Another seed gives other inputs: QUIZLIB_FUZZ_SEED=2.
SEED = int(os.environ.get("QUIZLIB_FUZZ_SEED", "1"))
COUNT, SECONDS, PROCESSES = (100_000, 360, 2) if FULL else (800, 60, 1)


def test_no_spoilt_file_ends_in_a_traceback_or_hangs() -> None:
    started = time.monotonic()
    done, failed = fuzzing.run(SEED, COUNT, SECONDS, PROCESSES)
    told = "\n".join(f"python tests/fuzzing.py {SEED} {number}\n{what}" for number, what in failed)
    assert not failed, told
    if done < COUNT:  # a slow machine is no fault of ours, but the figure must not be overlooked
        said = f"{done} of {COUNT} inputs looked at in {time.monotonic() - started:.0f} s"
        warnings.warn(said, stacklevel=1)
    assert done


@pytest.mark.parametrize("file", fuzzing.cases(), ids=lambda file: file.name)
def test_what_once_went_wrong_goes_wrong_no_more(file: Path) -> None:
    fuzzing.look(file)


def test_an_input_can_be_made_again_from_its_seed_and_number() -> None:
    for number in range(0, 100, 7):
        assert make(3, number) == make(3, number)
    assert len({make(seed, 4)[1] for seed in range(20)}) > 15


def test_inputs_are_of_every_format_and_many_banks_come_as_far_as_the_rules(
    tmp_path: Path,
) -> None:
    inputs = [make(SEED, number) for number in range(200)]
    assert {name for name, _ in inputs} == {f"input{suffix}" for suffix in (".yml", *others())}
    banks = [data for name, data in inputs if name == "input.yml"]
    drafts = [read(write(tmp_path, data), "bank.yml").draft for data in banks]
    assert sum(bool(draft and draft.questions) for draft in drafts) > len(banks) / 3


def numbered(seed: int, number: int) -> tuple[str, bytes]:
    return f"{number}.yml", b""


def wrong(file: Path) -> None:
    """Stands for code of ours with every sort of fault."""
    match file.stem:
        case "0":
            raise ValueError("a fault")
        case "2":
            time.sleep(60)
        case "3":
            os._exit(3)


def test_a_traceback_a_hang_and_an_end_of_the_process_are_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fuzzing, "SLOWEST", 1.0)
    done, failed = fuzzing.run(SEED, 6, 60, 2, numbered, wrong)
    told = {number: what.splitlines()[-1] for number, what in failed}
    assert told == {0: "ValueError: a fault", 2: "hangs", 3: "ends the process"}
    assert done < 6
