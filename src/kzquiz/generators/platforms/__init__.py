"""Files for learning platforms: each module writes one format, from the answer shapes.

`platform` says what a platform can carry and reports what it cannot. `lines` has the texts around a
question (what is asked, why the key is right, the evidence) and `markup` their HTML; `identity` has
the names by which a platform knows a question.
"""
