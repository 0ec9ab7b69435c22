"""The preview: a local page that shows a unit while it is written.

`snapshot` says what there is to see of a unit right now, `frames` makes what is shown of the very
outputs that a build writes, `watcher` keeps both fresh, `server` hands them to a browser on this
machine. The page itself is in ``templates/preview/``.
"""
