"""``python -m kzquiz.cli``."""

from kzquiz.cli import main

main()
