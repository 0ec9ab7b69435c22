"""The rule on suppressions without effect. `kzquiz.check.check` finds them; this documents it."""

from __future__ import annotations

from collections.abc import Iterator

from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import UnitView


@rule("SC06", "warning", UnitView)
def stale_silence(unit: UnitView) -> Iterator[Finding]:
    """“lint_ok” silences a rule that finds nothing there, or that does not exist.

    A line of “lint_ok” that is no longer needed would hide the next mistake of the same sort. Only
    lines on rules that were run are checked.

    Bad:
        question:
          id: choice-left
          lint_ok: {EV01: the quotation is shortened on purpose}

    Good:
        question:
          id: choice-left
          lint_ok: {}
    """
    del unit  # only `kzquiz.check.check` knows which suppressions were used
    return iter(())
