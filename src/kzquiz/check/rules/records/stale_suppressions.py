"""SC06: a silence that silences nothing. The runner finds it; the rule here carries its words."""

from __future__ import annotations

from collections.abc import Iterator

from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import UnitView


@rule("SC06", "warning", UnitView)
def stale_silence(unit: UnitView) -> Iterator[Finding]:
    """A finding is silenced that is no longer there.

    A silence that outlives its reason hides the next mistake of the same kind. It also stands for
    a code that names no rule. Only silences of rules that were run are looked at.

    Bad:
        question:
          id: choice-left
          lint_ok: {EV01: the quotation is shortened on purpose}

    Good:
        question:
          id: choice-left
          lint_ok: {}
    """
    del unit  # found by `kzquiz.check.check`, which alone knows what fired
    return iter(())
