"""The texts of the files of a new unit. TODO marks what the author has to write.

Placeholders in braces are filled only with ids, numbers and quoted YAML texts.
"""

from __future__ import annotations

IGNORE = """\
# The articles are others' work: they stay on this machine and never enter the project.
*
"""

UNIT = """
# The unit as a whole: the texts that are printed around the questions, and the speakers.
# Replace every TODO. docs/format.md describes every key; an editor with YAML help shows it too.

id: {name}
# By this, students' devices tell the unit from every other one of this name: leave it as it is.
identity: {identity}

title: >-
  TODO: a title for the event

summary: >-
  TODO: one or two neutral sentences on the event and the sources

language: en
version: "1"
licence: CC BY 4.0
age: 14

# Everyone who says anything. The name reads well in the middle of a sentence.
# side: authorities, party (to the event), organisation, expert, witness, public, media, newsroom.
speakers:
{speakers}
notes:
  unconfirmed: >-
    the source says that this could not be confirmed independently.

teacher:
  lesson: >-
    TODO: how to run the lesson
  expect: >-
    TODO: what students will find hard
  sensitivity: >-
    TODO: what may upset someone
"""

SPEAKER = """\
  - id: todo-speaker
    name: >-
      TODO: someone who says something
    role: >-
      TODO: who that is
    side: authorities
"""

NEWSROOM = """\
  - id: newsroom-{id}
    name: the newsroom of {label}
    role: newsroom
    side: newsroom
"""

SOURCES = """
# What each copy says about itself, and what it does not. The keys from sha256 on belong to the
# file of the article: leave them as they are.

"""

SOURCE = """\
- id: {id}
  label: {label}
  about: >-
    TODO: what kind of text it is, how long, what it says about itself
{shown}  missing:
    - >-
      TODO: {missing}
  language: en
  translated: unknown
  sha256: {sha256}
  paragraphs: {paragraphs}
  words: {words}
{times}  fingerprint: fingerprints/{id}.txt
"""

MISSING = "what it does not say about itself, such as author or date"
# Outputs name by themselves which of title, author, publisher and date the copy does not state.
MISSING_MORE = "what else it does not say about itself, such as where its reporters were"

CLAIMS = """
# What each source states: one statement an entry, in your own words, with its speaker.
# The id is permanent: source, paragraph, a word, such as a9-troops. Write one for every statement.
# status: reported-fact, official-claim, party-claim, witness-claim, judgement, prediction or
# background. For numbers, times and quotations see docs/format.md.

"""

CLAIM = """\
- id: {id}
  source: {source}
  {place}
  says: >-
    TODO: what {label} states in paragraph {paragraph}
  speakers: [{speaker}]
  status: {status}
"""

DIFFERENCES = """
# How statements differ that a careful reader compares.
# kind: true-conflict, later-update, scope, attribution, wording or cannot-tell.

- id: d-todo
  topic: >-
    TODO: what both are about
  kind: cannot-tell
  claims: [{one}, {other}]
  why: >-
    TODO: why it is of this kind
  settled_by: >-
    TODO: what information would settle it
"""

NO_CLAIMS = """
# What each source states: one statement an entry, in your own words, with its speaker.
# “kzquiz draft” puts the claims here that you accept; docs/format.md says what each key means.
[]
"""

NO_DIFFERENCES = """
# How statements differ that a careful reader compares. A unit of one source has none. If there are
# any, write them here in place of the brackets, as docs/format.md says.
[]
"""

QUESTIONS = """
# One question of several kinds to begin with. “kzquiz new question KIND” adds more.
# The id of a question is permanent once a deck with it has been handed out.

"""
