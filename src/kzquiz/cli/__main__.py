"""``python -m kzquiz.cli``."""

from kzquiz.cli import process

process()
