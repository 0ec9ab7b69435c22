"""Verify the planted defects: each text to find occurs once in its file, and the file is still YAML after the edit.

Run from anywhere: `python tests/units/defects/verify.py`. It judges nothing else, and it leaves the sound units as they are.
"""

import sys
from pathlib import Path

import yaml

HERE = Path(__file__).parent
SOUND = HERE.parent / "sound"
KEYS = ["id", "kind", "unit", "file", "find", "replace", "wrong", "visible"]


def problem(defect: dict) -> str | None:
    """What is wrong with one planted defect, or None."""
    if list(defect) != KEYS or not isinstance(defect["visible"], bool):
        return f"its keys must be {', '.join(KEYS)}, and `visible` true or false"
    path = SOUND / defect["unit"] / defect["file"]
    if not path.is_file():
        return f"there is no file {defect['unit']}/{defect['file']}"
    text = path.read_text(encoding="utf-8")
    if (count := text.count(defect["find"])) != 1:
        return f"`find` occurs {count} times in {defect['unit']}/{defect['file']}"
    edited = text.replace(defect["find"], defect["replace"])
    try:
        if yaml.safe_load(edited) == yaml.safe_load(text):
            return "the edit changes nothing that is read"
    except yaml.YAMLError as error:
        return f"the edited file is not YAML: {error}"
    return None


def main() -> int:
    """Print every problem and the number of defects; return 1 if there is a problem."""
    defects = yaml.safe_load((HERE / "first.yaml").read_text(encoding="utf-8"))
    ids = [defect["id"] for defect in defects]
    problems = [f"{i}: the id occurs more than once" for i in sorted(set(ids)) if ids.count(i) > 1]
    problems += [f"{defect['id']}: {what}" for defect in defects if (what := problem(defect))]
    print(*problems, f"{len(defects)} defects, {len(problems)} problems", sep="\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
