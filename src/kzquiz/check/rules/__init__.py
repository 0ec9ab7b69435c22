"""The rules of ``kzquiz check``, by what they look at. Nothing but rules stands below."""
