"""Whose word a claim is: the claimant of a cue as one or several noun phrases.

The claimant is the cue's own subject; where it has none, the subject of what embeds it; beside a quotation, the noun
phrase that stands next to the cue. A cue that the parser hangs below the content of an earlier one ("she said the dam
held and insisted that it was safe") goes on with the speaker of that one, where their tenses agree.

Not handled: a claimant named in an earlier sentence only; "said the two" of four.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kgbuild.extraction.argument_types import ArgumentTypes
from kgbuild.extraction.attributed_words import WordFinder
from kgbuild.extraction.cues import Cue
from kgbuild.language.attribution import coming_from, fronted_phrase
from kgbuild.language.noun_phrases import phrase
from kgbuild.language.syntax import Syntax
from kgbuild.model import Argument, Predication, Span
from kgbuild.ontology import Ontology

LONGEST_JOINT = 40  # characters between two claimants that are one coordination
MOST_STEPS = 4  # up the embedding in search of a claimant
_RELATIVE = re.compile(r"\s*(who|which|that)\b", re.IGNORECASE)


class ClaimantFinder:
    """Finds the claimants of the cues of one article."""

    def __init__(
        self,
        syntax: Syntax,
        predications: Sequence[Predication],
        words: WordFinder,
        types: ArgumentTypes,
        ontology: Ontology,
    ) -> None:
        self.syntax, self.predications, self.words = syntax, predications, words
        self.types, self.ontology = types, ontology
        self.abstract_endings = ontology.forms.get("abstractEnding", ())

    def settle(self, cue: Cue) -> Predication | None:
        """Mends the cue's claimants before its content is read.

        Returns the predication of the earlier cue whose speaker goes on, where that is so.
        """
        p = cue.predication
        own = self.words.inside(p.span)
        if len(cue.content) > 1:  # "an assertion that Umerov confirmed": the antecedent, not the pronoun
            cue.content = [a for a in cue.content if self.syntax.lowers[a.token] not in ("that", "which")]
        cue.claimants = [a for a in cue.claimants if a.inherited or self.words.inside(a.span) in (None, own)]
        if p.passive or p.category != "verb":
            return None
        if cue.speech and not cue.claimants and p.form == "finite":
            beside = self.words.adjacent(cue)
            cue.claimants += [beside] if beside else []
        if cue.speech and not cue.claimants and self.words.quoted_before(cue):
            cue.claimants = p.all_arguments("object")[:1]  # "..., warned the engineer"
        if not cue.claimants and p.form == "finite" and own is None:
            fronted = fronted_phrase(self.syntax, p.token)
            cue.claimants += [fronted] if fronted else []
        if any(a.inherited and a.label == "object" for a in cue.content):  # "a charge that he denies led to his fall"
            cue.content = [a for a in cue.content if not self.is_participle(a)]
        taken = [a.span for a in cue.claimants]
        cue.content = [a for a in cue.content if a.kind == "clause" or not any(a.span.overlaps(t) for t in taken)]
        above = self.goes_on(cue)
        if above is not None:
            cue.claimants = above.all_arguments("subject")
        elif p.form == "participle" and (agent := self.agent_above(cue)):
            cue.claimants = [agent]
        elif cited := self.cited(p):
            cue.claimants = cited
        return above

    def is_participle(self, argument: Argument) -> bool:
        return argument.predication is not None and self.predications[argument.predication].form == "participle"

    def goes_on(self, cue: Cue) -> Predication | None:
        """The earlier predication of speech in whose content this one hangs although it goes on with its speaker."""
        p = cue.predication
        if not cue.speech or not cue.claimants or not all(a.inherited for a in cue.claimants):
            return None
        at = p
        while at.embedder is not None and (
            at.embedding in ("coordination", "participle", "adverbial")
            or (at.form == "infinitive" and p.form == "finite" and p.embedding == "coordination")
        ):  # "it was time to go and urged": no infinitive is coordinated with a finite verb
            if at is not p and at.embedding == "participle":
                return None
            at = self.predications[at.embedder]
        if at is p or at.embedding != "complement" or at.embedder is None:
            return None
        above = self.predications[at.embedder]
        same_tense = p.form == "participle" or (p.tense == above.tense and p.perfect == above.perfect and not p.modal)
        entries = self.ontology.lookup(above.category, above.lemma)
        speaks = any(e.evokes in self.ontology.stances and _takes_quotation(e.slots) for e in entries)
        return above if speaks and same_tense and above.all_arguments("subject") and above.token < p.token else None

    def cited(self, predication: Predication) -> list[Argument]:
        """ "Reuters quoted officials as saying that ...": the officials say it."""
        if predication.embedder is None:
            return []
        above = self.predications[predication.embedder]
        if above.passive or all(a.predication != predication.index for a in above.all_arguments("as")):
            return []
        return [a for a in above.all_arguments("object") if a.token < predication.token]

    def agent_above(self, cue: Cue) -> Argument | None:
        """Who made what a participle says: "released an advert attacking the mayor"; not "cited a report saying"."""
        p = cue.predication
        if p.embedder is None or len(cue.claimants) != 1 or not cue.claimants[0].inherited:
            return None
        claimant, above = cue.claimants[0], self.predications[p.embedder]
        if self.syntax.pos[claimant.token] != "NOUN" or self.types.is_agent(claimant) or above.category != "verb":
            return None
        if any(entry.evokes in self.ontology.stances for entry in self.ontology.lookup("verb", above.lemma)):
            return None
        subjects = [a for a in above.all_arguments("subject") if a.token != claimant.token]
        agents = [a for a in subjects if a.kind == "pronoun" or self.types.is_agent(a)]
        return agents[0] if agents and not above.passive else None

    def claimants(self, cue: Cue, content: list[Span]) -> list[Argument]:
        """The cue's subject, or the nearest one above it; several only where they are coordinated."""
        found = cue.claimants or (cue.predication.all_arguments("by") if cue.predication.passive else [])
        at, steps = cue.predication, 0
        while (
            not found and at.category == "verb" and not at.passive and at.embedder is not None and steps < MOST_STEPS
        ):
            if at.form == "finite" and at.embedding != "coordination":
                break
            coordinated = at.embedding == "coordination"
            at, steps = self.predications[at.embedder], steps + 1
            found = at.all_arguments("subject") or (at.all_arguments("object") if at.passive and coordinated else [])
        own = cue.predication.span
        found = [self.named(a) for a in found if not a.span.overlaps(own)]
        if not cue.predication.passive:
            found = [a for a in found if not any(piece.overlaps(a.span) for piece in content)]
        return self.coordinated(sorted(found, key=lambda a: (a.token, a.span)), own)

    def named(self, argument: Argument) -> Argument:
        """Whom an apposition says more of: "Volmar, the biggest carmaker, which said": Volmar."""
        s, token = self.syntax, argument.token
        if not argument.inherited or s.deps[token] != "appos" or s.pos[token] == "PROPN":
            return argument
        head = s.heads[token]
        if s.pos[head] != "PROPN" or s.words[s.left[token] - 1] != ",":
            return argument
        return replace(argument, span=phrase(s, head), head=s.span(head, head), token=head)

    def coordinated(self, found: list[Argument], own: Span) -> list[Argument]:
        """Those that make one coordination with the one nearest to the cue."""
        if len(found) < 2:
            return found

        def distance(i: int) -> tuple[int, int]:
            span = found[i].span
            return min(abs(span.end - own.begin), abs(span.begin - own.end)), i

        first = last = min(range(len(found)), key=distance)
        while first > 0 and self.joined(found[first - 1], found[first]):
            first -= 1
        while last + 1 < len(found) and self.joined(found[last], found[last + 1]):
            last += 1
        return found[first : last + 1]

    def joined(self, one: Argument, other: Argument) -> bool:
        s = self.syntax
        if other.span.begin - one.span.end > LONGEST_JOINT:
            return False
        return s.deps[other.token] == "conj" and one.token <= s.heads[other.token] <= other.token

    def can_speak(self, argument: Argument) -> bool:
        """Whether it can be somebody's word: not a situation, a context, a move; of what is unknown, yes."""
        s = self.syntax
        if s.pos[argument.token] != "NOUN" or (argument.predication is not None and argument.kind == "clause"):
            return argument.kind != "clause"
        lemma, lookup = s.lemmas[argument.token], self.ontology.lookup
        if lookup("documentNoun", lemma) or lookup("channelNoun", lemma) or self.types.is_agent(argument):
            return True
        return not (lookup("abstractNoun", lemma) or lemma.endswith(self.abstract_endings))

    def behind(self, argument: Argument) -> list[Argument]:
        """Those whom a channel comes from ("intelligence from Seoul and NATO": both), else the argument itself."""
        if not self.ontology.lookup("channelNoun", self.syntax.lemmas[argument.token]):
            return [argument]
        return coming_from(self.syntax, argument.token) or [argument]

    def span_of(self, argument: Argument, cue: Cue) -> Span:
        """The words of a claimant: in a relative clause the pronoun that stands for it there."""
        pronoun = self.relative_pronoun(cue.predication) if argument.inherited else None
        return pronoun or argument.span

    def relative_pronoun(self, predication: Predication) -> Span | None:
        """The "who" of the predication's own clause, or of the one that it is coordinated with."""
        at = predication
        while at.embedding == "coordination" and at.embedder is not None:
            at = self.predications[at.embedder]
        relative = _RELATIVE.match(self.syntax.text, at.clause.begin) if at.embedding == "relative" else None
        return Span(*relative.span(1)) if relative else None


def _takes_quotation(slots: Sequence[object]) -> bool:
    return any("quotation" in getattr(slot, "arguments", ()) for slot in slots)
