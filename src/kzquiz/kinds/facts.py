"""`Facts`: what a question may refer to, by id, with the words in which it is printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

from msgspec import Struct

from kzquiz.languages import FALLBACK, Language, language
from kzquiz.model import Claim, Difference, Evidence, Reference, Source, Speaker

__all__ = ["Facts"]


class Facts(Struct, frozen=True, dict=True):
    """What a question may refer to: sources, speakers, claims and differences by id.

    ``unconfirmed`` is the printed sentence for a claim that its source could not confirm. ``tag``
    is the language in which questions are printed.
    """

    sources: Mapping[str, Source]
    speakers: Mapping[str, Speaker]
    claims: Mapping[str, Claim]
    differences: Mapping[str, Difference]
    unconfirmed: str = ""
    tag: str = FALLBACK

    @cached_property
    def words(self) -> Language:
        """The words of the language in which questions are printed."""
        return language(self.tag)

    @property
    def say(self) -> Callable[..., str]:
        """Gives a text of that language (see `Language.say`)."""
        return self.words.say

    @cached_property
    def _cache(self) -> dict[tuple[str, str], Evidence]:
        return {}

    def place(self, claim_id: str) -> str:
        """Where a claim stands: ``Source A, par. 9``, in a recording ``Source A, 12:30``."""
        claim = self.claims[claim_id]
        source = self.sources[claim.source]
        place = self.words.place(claim.paragraph, source.at(claim.paragraph))
        return self.say("source.place", label=source.label, place=place)

    def key(self, claim_id: str) -> str:
        """The permanent id of a claim."""
        return self.claims[claim_id].key

    def speaker(self, claim_id: str) -> str:
        """The printed name of a claim's originator."""
        return self.speakers[self.claims[claim_id].speakers[0]].name

    def evidence(self, claim_id: str, quote: str = "") -> Evidence:
        """A claim as evidence, with printed names; ``quote`` replaces the claim's own phrase."""
        # Many questions cite the same claim, so evidence is made once.
        found = self._cache.get((claim_id, quote))
        if found is None:
            found = self._cache[claim_id, quote] = self._evidence(claim_id, quote)
        return found

    def _evidence(self, claim_id: str, quote: str) -> Evidence:
        claim = self.claims[claim_id]
        source = self.sources[claim.source]
        caveat = ""
        if claim.confirmation:
            caveat = f"{self.place(claim.confirmation)}: {self.unconfirmed}"
        return Evidence(
            claim=claim.id,
            source=source.id,
            label=source.label,
            paragraph=claim.paragraph,
            says=claim.says,
            quote=quote or claim.quote,
            speakers=tuple(self.speakers[speaker].name for speaker in claim.speakers),
            status=self._status(claim),
            as_of=claim.as_of,
            caveat=caveat,
            figure=claim.figure,
            at=source.at(claim.paragraph),
            place=self.words.place(claim.paragraph, source.at(claim.paragraph)),
            language=source.language,
        )

    def _status(self, claim: Claim) -> str:
        """The printed name of a claim's status; a member of the public is not a party."""
        side = self.speakers[claim.speakers[0]].side
        alone = claim.status == "party-claim" and side == "public"
        return self.say("status-public.party-claim" if alone else f"status.{claim.status}")

    def reference(self, claim_id: str, text: str = "") -> Reference:
        """A claim to show with a question: its place, and ``text`` or what the claim says."""
        return Reference(self.place(claim_id), text or self.claims[claim_id].says)
