"""The preview: a local page that shows a unit while it is written.

`snapshot` reads and checks a unit. `frames` renders its questions and sheets with the code of a
build. `watcher` does both again when a file changes. `server` serves the result to a browser on
this machine. The page itself is in ``templates/preview/``.
"""
