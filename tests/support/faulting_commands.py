"""Runs a command with a fault at each of its system calls; run by test_writing_commands.

Usage: LD_PRELOAD=faults.so python faulting_commands.py FOLDER COMMAND FAULT once|lasting

Every case runs in a forked process. It prints one line for everything that is wrong, then the
calls of the command below its project.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from functools import partial
from pathlib import Path

from command_line import run
from faulting import LOOKS, arm, shim
from folders import everything
from writing import WRITES, of_the_author, project

from kzquiz.evidence import fingerprint
from kzquiz.write import pending

fingerprint.make = partial(fingerprint.make, cost=0)  # a slow hash has no system calls
OPENS = {"open", "open64", "openat", "openat64", "close"}
STRIDE = 7
LOCK = "content/.kzquiz-lock"  # an empty file, which the next command takes and removes
TOLD = ("the change is not complete yet",)


def child(work: Path, args: list[str], at: int, fault: str, *, lasting: bool) -> tuple[int, str]:
    """Run a command with a fault in another process; give its exit code and what it printed."""
    told = work.parent / "told"
    told.write_text("", "utf-8")
    pid = os.fork()
    if not pid:
        code = 9
        try:
            arm(work, at, fault, lasting=lasting)
            done = run(work, *args)
            shim().faults_disarm()
            told.write_text(done.stderr, "utf-8")
            code = done.returncode
        finally:
            os._exit(code)
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status), told.read_text("utf-8")


def wrongs(
    work: Path,
    ended: tuple[int, str],
    old: dict[str, bytes],
    new: dict[str, bytes],
    *,
    lasting: bool,
) -> list[str]:
    """Everything that is wrong after a command that ended in this way."""
    code, printed = ended
    raw = everything(work)
    state = of_the_author(raw)
    open_still = pending(work / "content")
    found = [
        f"{path} is not whole"
        for path, data in state.items()
        if data not in (old.get(path), new.get(path))
    ]
    if state not in (old, new) and not open_still:
        found.append(f"a mixture: {sorted(state.items() ^ old.items())[:3]}"[:300])
    if code == 0 and state != new:
        found.append("it says that all is done")
    if code > 0 and open_still and not any(words in printed for words in TOLD):
        found.append("it does not say that the change is not complete")
    if (
        code > 0
        and not lasting
        and not open_still
        and any(".kzquiz" in path and path != LOCK for path in raw)
    ):
        found.append(f"it leaves litter: {sorted(raw.keys() - state.keys())[:3]}")
    if code not in {-9, 0, 1, 2} or "Traceback" in printed or "mistake of its own" in printed:
        found.append(f"it ended with {code}: {printed[:300]}")
    return found


def main() -> None:
    folder, name, fault, lasting = Path(sys.argv[1]), *sys.argv[2:4], sys.argv[4] == "lasting"
    command = WRITES[name]
    base, work = project(folder / "base", command), folder / "work"
    old = of_the_author(everything(base))
    shutil.copytree(base, work)
    arm(work, 0, "EIO", lasting=False)
    done = run(work, *command.args)
    shim().faults_disarm()
    names = shim().faults_names().decode().split()
    new = of_the_author(everything(work))
    assert done.returncode == 0, done.stderr
    assert everything(work).keys() == new.keys(), "it leaves litter"
    assert new != old, "it writes nothing"
    for at, call in enumerate(names, 1):
        # Only a broken disk fails when it reads; one of the many reads of a unit is like another.
        if (call in LOOKS or call in OPENS) and (fault != "EIO" or at % STRIDE):
            continue
        shutil.rmtree(work)
        shutil.copytree(base, work)
        ended = child(work, command.args, at, fault, lasting=lasting)
        found = wrongs(work, ended, old, new, lasting=lasting)
        if of_the_author(everything(work)) != new:
            run(work, *command.args)
            state = everything(work)
            if of_the_author(state) != new or any(".kzquiz" in path for path in state):
                found.append("the next run does not put it right")
        for wrong in found:
            sys.stdout.write(f"{name}: {fault} at call {at}, {call}, ended {ended[0]}: {wrong}\n")
    counts = (f"{call}={count}" for call, count in sorted(Counter(names).items()))
    sys.stdout.write(f"met: {' '.join(counts)}\n")


if __name__ == "__main__":
    main()
