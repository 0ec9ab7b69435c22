"""The messages of the reader: for each code of a problem, what is wrong and what to write instead.

They use a teacher's words ("text", "list", "keys with values"), not those of a library or of a
programming language. Names in braces are filled in when the problem is found.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from kzquiz.problems import Problem, Severity
from kzquiz.reader.file_text import FileText

_CUT = 30  # how much of a comment a message repeats


class Message(Struct, frozen=True):
    """What is wrong, the advice, and the severity of one kind of problem."""

    message: str
    help: str
    severity: Severity = "error"


MESSAGES: Final[Mapping[str, Message]] = {
    # the file
    "unreadable": Message("this file cannot be read: {why}", "{advice}"),
    "file-too-large": Message(
        "this file has {size} MB; a file may have {most} MB", "split it into several files"
    ),
    "not-text": Message(
        "this file is no plain text but {name}",
        "open it in its program and save it as plain text with the encoding UTF-8",
    ),
    "not-utf-8": Message("this file is not saved as UTF-8: {why}", "{advice}"),
    "empty-file": Message(
        "this file is empty", "write the first entry; a file of questions can be deleted instead"
    ),
    "only-comments": Message(
        "this file has only comments (lines that begin with “#”)",
        "write the first entry; a file of questions can be deleted instead",
    ),
    "too-many-parts": Message(
        "this file has more than {most:,} entries", "split it into several files"
    ),
    "too-many-problems": Message(
        "there are more than {most} problems in this file; the rest of it was not read",
        "mend these first, then check again",
    ),
    # characters
    "number-too-long": Message(
        "a number of {digits} digits stands here; a number may have {most}",
        "check it; such a number can be written shorter, as in 4.1 million",
    ),
    "control-character": Message(
        "an invisible control character ({point}) stands here", "delete it and type a space instead"
    ),
    "control-escape": Message(
        "“{escape}” in double quotes makes an invisible control character ({point})",
        "delete it; to show a backslash as it is, put the text in single quotes",
    ),
    "text-direction": Message(
        "an invisible character ({point}) here changes the order in which the text is shown",
        "delete it",
    ),
    "hidden-line-break": Message(
        "a hidden line break ({point}), as other programs use it, was read as a space",
        "type a space or a new line instead",
        "warning",
    ),
    "lost-letter": Message(
        "“\N{REPLACEMENT CHARACTER}” stands where a letter was lost when the text was copied or"
        " saved",
        "type the right letter",
        "warning",
    ),
    # layout
    "tab-indentation": Message(
        "this line begins with a tab", "use spaces to indent: two for each level"
    ),
    "indentation": Message(
        "this line is not indented like its neighbours: {why}",
        "let the keys of one entry begin in the same column",
    ),
    "block-indentation": Message(
        "this line begins further left than the first line of its text",
        "let all lines of the text begin in the same column",
    ),
    "second-document": Message(
        "a second “---” line starts a new document, but a file holds only one",
        "delete this line, or move what follows into a file of its own",
    ),
    "directive": Message(
        "a line that begins with “%” has no meaning here", "delete it, or put the text in quotes"
    ),
    "too-deep": Message(
        "this is nested more than {most} levels deep",
        "a unit needs no more than six; is a bracket too many, or an indentation?",
    ),
    # texts
    "unclosed-quote": Message(
        "the quotation mark {mark} here has no partner at the end of the text",
        "write {mark} at the end too; if {mark} belongs to the text, {advice}",
    ),
    "text-after-quote": Message(
        "the text goes on after the closing {mark}, which ends it", "{advice}"
    ),
    "colon-in-text": Message("a colon and a space inside text start a new value", "{advice}"),
    "comment-in-text": Message(
        "“#” after a space starts a comment: “{cut}” is cut off",
        "put the whole text in quotes; if it is a comment, write “# ” with a space after it",
    ),
    "comment-in-paragraph": Message(
        "this comment stands inside a text, which ends here",
        "move the comment above the key of the text",
    ),
    "comment-after-text": Message(
        "“{cut}” was read as a comment, not as part of the text",
        "if it belongs to the text, put the whole text in quotes; else move it above the key",
        "warning",
    ),
    "special-start": Message("text cannot begin with “{sign}” unless it is in quotes", "{advice}"),
    "bad-escape": Message(
        "“{escape}” means nothing in double quotes",
        "to show a backslash as it is, put the text in single quotes: 'text'",
    ),
    "after-block-sign": Message(
        "after “{sign}” the line must end", "write the text on the next line, indented"
    ),
    "unclosed-bracket": Message(
        "the bracket “{sign}” here is not closed, or not by its partner",
        "close it with “{partner}” and put commas between the parts;"
        " if it belongs to the text, put the whole text in quotes",
    ),
    "inside-brackets": Message(
        "inside brackets, “{sign}” cannot stand here",
        "put commas between the parts and quotes around texts, or write each part in a line of its"
        " own without brackets",
    ),
    # keys
    "no-space-after-colon": Message(
        "a space is missing after the colon of “{key}”", "write “{key}: {rest}”"
    ),
    "no-space-after-dash": Message("a space is missing after the dash", "write “- {rest}”"),
    "no-colon": Message(
        "“{text}” stands where a key and a colon are expected",
        "write “key: text”; if it belongs to the text above, indent it more than its key",
    ),
    "duplicate-key": Message(
        "the key “{key}” stands here twice; the first is in line {line}",
        "delete one of the two, or join them",
    ),
    "lookalike-key": Message(
        "the key “{key}” has a letter that only looks like a Latin one: {letter}",
        "type the key again: “{latin}”",
    ),
    "key-not-text": Message("a key must be a word, not “{key}”", "{advice}"),
    "comma-in-number": Message(
        "in brackets a comma starts a new value: “{number}” is cut in two",
        "put the number in quotation marks: '{number}'",
    ),
    "complex-key": Message(
        "brackets cannot be a key",
        "put the whole text in quotes if it begins with a bracket;"
        " otherwise a key is a word and a colon",
    ),
    # parts of YAML that this format does not have
    "anchor": Message(
        "“{name}” would name this value for use elsewhere, which is not used here",
        "if it belongs to the text, put the whole text in quotes; otherwise delete it",
    ),
    "alias": Message(
        "“{name}” would repeat a value from elsewhere, which is not used here",
        "if it belongs to the text, put the whole text in quotes; otherwise write the value out",
    ),
    "merge-key": Message(
        "“<<” would copy keys from elsewhere, which is not used here", "write the keys out"
    ),
    "tag": Message(
        "“{name}” would say what type the value has, which is not used here",
        "if it belongs to the text, put the whole text in quotes; otherwise delete it",
    ),
    "not-understood": Message(
        "this cannot be understood as keys, lists and texts",
        "compare the indentation, colons and quotes with the entries around it",
    ),
}


def problem_at(
    source: FileText, code: str, start: int, width: int = 1, **facts: str | int
) -> Problem:
    """Make the problem ``code`` at a character offset; ``facts`` fill the braces of its message."""
    template = MESSAGES[code]
    message, advice = template.message.format(**facts), template.help.format(**facts)
    return source.problem(start, width, code, message, advice, template.severity)


def comment_after_text(source: FileText, start: int) -> Problem:
    """Warn of the comment that begins at ``start``: an author may have meant it as text."""
    cut = source.text[start : source.line_end(start)].strip()
    return problem_at(source, "comment-after-text", start, len(cut), cut=cut_short(cut))


def cut_short(comment: str) -> str:
    """What a message repeats of a comment."""
    return comment if len(comment) <= _CUT else comment[:_CUT] + "…"


def file_problem(shown: str, code: str, **facts: str | int) -> Problem:
    """Make the problem ``code`` of a file as a whole; ``facts`` as in `problem_at`."""
    template = MESSAGES[code]
    message, advice = template.message.format(**facts), template.help.format(**facts)
    return Problem(shown, 0, 0, code, message, advice, template.severity)
