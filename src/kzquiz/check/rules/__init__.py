"""The rules of ``kzquiz check``. Everything below this package is rules and their helpers."""
