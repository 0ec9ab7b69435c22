"""Drafts the claims of a unit from its articles, by rules and lists of words.

The steps: blocks of an article → sentences (`statements`) → who says them (`attributions`,
`speakers`) → what they count (`figures`) and when (`times`) → `claims` → which figures may count
the same (`pairs`) → entries and files (`entries`, `lineup`, `files`). Only the last writes. It
finds and lines up; it does not decide what conflicts.
"""
