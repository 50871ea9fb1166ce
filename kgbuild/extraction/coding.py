"""What a PLOVER coder would record for an event: one of the sixteen types, or nothing.

PLOVER and CAMEO code what a sentence reports as its news. So what the content of a demand, threat, accusation or
promise says is not coded beside it; background in subordinate clauses is not coded; negated, questioned and
hypothetical acts are not coded, save that not to accept, allow or recognise is REJECT (CAMEO 12); and an act that lies
ahead is coded as its announcement: AGREE where it is cooperative, THREATEN where it is hostile (CAMEO 03 and 13),
REJECT where it is ruled out (CAMEO 12).
Source: PLOVER codebook 0.8 and CAMEO codebook 1.1b3, on verbal and future acts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kgbuild.extraction.content import follows_directly
from kgbuild.extraction.frames import Match
from kgbuild.model import Predication
from kgbuild.ontology import Ontology

SPECULATIVE = frozenset(("may", "might", "could", "can", "should", "must", "have to", "need to", "ought to", "need"))
HINTS = frozenset(("may", "might", "could"))
CIRCUMSTANCES = frozenset(("in", "by", "during", "amid", "from"))  # prepositions of what happens with the main event
OCCASIONS = frozenset(("after", "when", "as", "while", "following"))  # of what led to it: "died after a mine exploded"
INCIDENTS = frozenset(("ASSAULT", "PROTEST"))  # news though nobody is named: "a bomb went off", "a protest was held"
ERRANDS = frozenset(("CONSULT", "ACCUSE", "AID"))  # what envoys, inspectors and rescuers travel for
RALLYING = frozenset(("PROTEST", "SUPPORT"))  # what crowds come together for
JOURNEYS = ("Movement", "Journey", "Arrival")
PARTIES = frozenset(("actor", "recipient"))
CIRCUMSTANTIAL = frozenset(("theme", "instrument", "place", "destination"))
GOING_ON = frozenset(("go on", "proceed"))  # "went on to attack": what follows happened
BACKGROUND = frozenset(("relative", "condition", "purpose"))


class Coder:
    """Codes the matches of one article."""

    def __init__(self, predications: Sequence[Predication], matches: Mapping[int, Match], ontology: Ontology) -> None:
        self.predications = predications
        self.matches = matches
        self.ontology = ontology
        self.below: dict[int, list[Predication]] = {}
        for predication in predications:
            if predication.embedder is not None:
                self.below.setdefault(predication.embedder, []).append(predication)

    def code(self, match: Match, event_type: str, roles: frozenset[str]) -> str:
        """The PLOVER type of an event of a class with these roles, in its place; "" where it would not be coded."""
        plain = self.ontology.plover_types.get(event_type, "")
        if not plain or not self._has_substance(match.predication, plain, roles):
            return ""
        p = match.predication
        ahead, negated = p.tense == "future" or p.modal in ("would", "be to"), p.negated
        impossible = p.modal == "can" and negated and event_type in self.ontology.negated_types  # "cannot accept"
        warned = self._hinted(p, event_type)  # "said it might invade"
        ahead = ahead or warned
        told = (p.tense == "past" or p.perfect) and not p.modal  # "warned him of arrest if he came"
        told = told and self.ontology.is_a(event_type, "Statement")
        if (negated and "yet" in p.adverbs) or (p.modal == "would" and p.perfect):  # "would have signed": did not
            return ""  # and what is not done yet is no refusal
        if p.question or (p.modal in SPECULATIVE and not impossible and not warned):
            return ""
        if p.conditional and not ahead and not told:
            return ""
        at, steps, failed = p, 0, False
        while at.embedder is not None and steps < 12:
            steps += 1
            above = self.predications[at.embedder]
            goes_on = at.embedding == "purpose" and above.lemma in GOING_ON
            if at.embedding in BACKGROUND and not goes_on and not (at is p and self._errand(at, plain, above)):
                return ""
            if at.embedding == "participle" and follows_directly(at, above) and self._codes_content(above, at):
                return ""
            subordinate = at.embedding in ("adverbial", "participle") and not self._foreground(at)
            aside = not self._circumstance(at, p, above) and not self._occasion(at, plain, above)
            if subordinate and aside and not self._means(at, above):
                return ""
            if at.embedding == "complement":
                if self._codes_content(above, at):
                    return ""
                if above.question or (above.conditional and not ahead and above.tense != "future"):
                    return ""
                if self._is_subject(at, above):
                    return ""
                if self._transparent(above):
                    if above.modal in SPECULATIVE:
                        return ""
                    ahead = ahead or above.tense == "future"
                    negated = negated != (above.negated and not self._shares_negation(at))
                prospect = "plain" if self._held(above, at, plain) else self._prospect(above, at)
                if above.negated and self.ontology.lookup("hesitationVerb", above.lemma):  # "will not hesitate to"
                    prospect, negated, ahead = "plain", not negated, ahead or above.modal == "would"
                if prospect == "none" and (failed or negated or not self.ontology.negated_types.get(event_type)):
                    return ""
                failed = failed or prospect == "none"  # "failed to agree"
                ahead = ahead or prospect == "ahead"
            at = above
        if p.category == "noun" and not p.support and p.embedder is not None and not self._own_news(p):
            return ""
        if failed:
            return "" if ahead or negated else self.ontology.negated_types[event_type]
        if ahead and negated:
            return "REJECT" if self.ontology.announced_types.get(event_type) == "AGREE" else ""
        if negated:
            refused = match.predication.negated and bool(roles & PARTIES)  # not "the truce did not hold"
            return self.ontology.negated_types.get(event_type, "") if refused else ""
        if ahead and self._unless(p):
            return "THREATEN"
        return self.ontology.announced_types.get(event_type, plain) if ahead else plain

    def _unless(self, p: Predication) -> bool:
        """Whether what lies ahead is a means of pressure: "will withdraw its force unless"."""
        return any(
            each.embedding == "condition" and each.embedding_word == "unless" for each in self.below.get(p.index, ())
        )

    def _hinted(self, p: Predication, event_type: str) -> bool:
        """Whether the speakers say of themselves that they may do something hostile."""
        if p.modal not in HINTS or p.negated or self.ontology.announced_types.get(event_type) != "THREATEN":
            return False
        subject = p.argument("subject")
        return p.embedding == "complement" and subject is not None and subject.kind == "pronoun"

    def _errand(self, at: Predication, plain: str, above: Predication) -> bool:
        """ "Flew to Kampala to confer": what one travels for is the news where the journey has no code."""
        match = self.matches.get(above.index)
        if at.embedding != "purpose" or not self._transparent(above):
            return False
        if plain in RALLYING and not above.negated and self.ontology.lookup("assemblingVerb", above.lemma):
            return True  # "gathered to protest"
        if plain not in ERRANDS:
            return False
        if match is None:  # "is in Cairo to confer"
            return above.lemma == "be" and above.argument("in", "at") is not None
        if self.ontology.is_a(self.matches[at.index].entry.evokes, "Visit"):
            return False
        return any(self.ontology.is_a(match.entry.evokes, name) for name in JOURNEYS)

    def _held(self, above: Predication, at: Predication, plain: str) -> bool:
        """ "The talks ended": so they took place."""
        subjects = above.all_arguments("subject")
        ended = plain == "CONSULT" and any(a.predication == at.index for a in subjects)
        return ended and bool(self.ontology.lookup("endingVerb", above.lemma))

    def _shares_negation(self, p: Predication) -> bool:
        """ "Had no intention": one "no" of verb and noun; "had no doubt" undoes itself."""
        if p.category != "noun" or not p.negated:
            return False
        return not any(e.properties["coding"] == ("none",) for e in self.ontology.lookup("codingPredicate", p.lemma))

    def _foreground(self, p: Predication) -> bool:
        """A participle that goes on with the news: "…, killing ten", not "after killing ten"."""
        return p.form in ("participle", "gerund") and not p.embedding_word and not p.passive and p.category == "verb"

    def _is_subject(self, below: Predication, above: Predication) -> bool:
        """A clause that is itself the subject: spoken of, not told."""
        return below.form != "nominal" and any(
            a.label == "subject" and a.predication == below.index for a in above.arguments
        )

    def _circumstance(self, at: Predication, p: Predication, above: Predication) -> bool:
        """ "Ten died in clashes": the noun is the news where the verb has no code of its own."""
        if at is not p or p.category != "noun" or p.embedding_word not in CIRCUMSTANCES:
            return False
        return self._transparent(above)

    def _means(self, at: Predication, above: Predication) -> bool:
        """ "Responded by closing the border": what is done is the news where the main verb has no code."""
        return at.form == "gerund" and at.embedding_word == "by" and self._transparent(above)

    def _occasion(self, at: Predication, plain: str, above: Predication) -> bool:
        """ "Three died after a mine exploded": the incident is the news where the main clause has no code."""
        undergone = at.embedding == "participle" and at.passive and plain == "ASSAULT"  # "A man shot by police died"
        if not (undergone or (plain in INCIDENTS and at.embedding_word in OCCASIONS)) or not self._transparent(above):
            return False
        return all(self._transparent(other) for other in self.below.get(above.index, ()) if other is not at)

    def _has_substance(self, p: Predication, plain: str, roles: frozenset[str]) -> bool:
        """Whether somebody takes part; an incident is recorded without parties where it is told, not merely named.

        So is what a thing undergoes: "a base was opened", "the truce took effect".
        """
        if roles & PARTIES:
            return True
        if plain not in INCIDENTS:
            return p.category == "verb" and "theme" in roles
        told = p.category == "verb" or bool(p.support) or p.embedder is None or self._recorded(p)
        return told or bool(roles & CIRCUMSTANTIAL)

    def _recorded(self, p: Predication) -> bool:
        """ "Violations were recorded": what is told of the noun is only that it was noticed."""
        above = self.predications[p.embedder] if p.embedder is not None else None
        return above is not None and above.passive and bool(self.ontology.lookup("recordingVerb", above.lemma))

    def _codes_content(self, above: Predication, below: Predication) -> bool:
        """Whether the predication above is itself coded, with this one in its content."""
        match = self.matches.get(above.index)
        return match is not None and match.entry.evokes in self.ontology.plover_types

    def _transparent(self, above: Predication) -> bool:
        match = self.matches.get(above.index)
        return match is None or match.entry.evokes not in self.ontology.plover_types

    def _prospect(self, above: Predication, below: Predication) -> str:
        """What an uncoded predicate does to its complement: "ahead", "none" (it does not happen), or "plain"."""
        if below.form not in ("infinitive", "gerund", "participle", "nominal"):
            denied = below.form == "finite" and not above.negated and self.ontology.lookup("denyingVerb", above.lemma)
            return "none" if denied else "plain"
        for entry in self.ontology.lookup("codingPredicate", above.lemma):
            return entry.properties["coding"][0]
        for entry in self.ontology.lookup("embeddingVerb", above.lemma):
            if entry.properties.get("factivity") == ("prospective",) and below.form == "infinitive":
                return "ahead"
            if entry.properties.get("whenAffirmed") == ("CT-",):
                return "none"
        return "plain"

    def _own_news(self, p: Predication) -> bool:
        """An event noun is news of its own where nothing coded governs it."""
        above = self.predications[p.embedder] if p.embedder is not None else None
        if above is None or p.embedding not in ("complement", "coordination", "adverbial"):
            return above is None
        match = self.matches.get(above.index)
        return match is None or match.entry.evokes not in self.ontology.plover_types
