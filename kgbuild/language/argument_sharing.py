"""What the embedding hands down: controlled, shared and understood arguments of the predications of a text."""

from __future__ import annotations

from dataclasses import replace

from kgbuild.language.arguments import PLACE_PREPOSITIONS
from kgbuild.language.binding import SUBJECTS
from kgbuild.language.noun_phrases import COMPASS
from kgbuild.language.predicate_lexicon import PredicateLexicon
from kgbuild.language.predicates import Predicate
from kgbuild.language.syntax import Syntax
from kgbuild.model import Argument, Predication

DIRECTIONS = frozenset(f"{point} of" for point in COMPASS)
EVENT_LABELS = (
    PLACE_PREPOSITIONS
    | DIRECTIONS
    | frozenset(("time", "between", "with", "against", "on", "over", "across", "from", "to", "among"))
)
SHARED_LABELS = PLACE_PREPOSITIONS | DIRECTIONS | frozenset(("against", "on", "across", "between", "time"))


class ArgumentSharing:
    """Gives the linked predications of a text the arguments that they leave unsaid.

    `tops` are the tokens by which each predicate hangs on the parse.
    """

    def __init__(
        self,
        syntax: Syntax,
        lexicon: PredicateLexicon,
        predicates: list[Predicate],
        predications: list[Predication],
        tops: list[int],
    ) -> None:
        self.s = syntax
        self.lexicon = lexicon
        self.predicates = predicates
        self.predications = predications
        self.tops = tops
        self.nouns = frozenset(p.token for p in predications if p.category == "noun")

    def hand_down(self, i: int) -> None:
        """The subject that an infinitive, gerund, participle or coordinated verb leaves unsaid."""
        p = self.predications[i]
        if p.embedder is None:
            return
        if self.predicates[i].verb is None:
            self.nominal_subject(p, self.predications[p.embedder])
            return
        parent = self.predications[p.embedder]
        role = "object" if p.passive else "subject"
        use = self.predicates[i].use
        if p.argument(role) is not None or (use is not None and use.support in ("occurrence", "affecting")):
            return
        if p.embedding == "coordination":
            if p.category == "noun" and self.s.deps[p.token] in SUBJECTS:
                return  # "the jets circled but no raid was launched": the raid is the subject itself
            if p.form != "infinitive" or parent.form == "infinitive" or p.modal or p.tense:
                self.inherit(p, role, self.surface_subject(parent))
            return
        nonfinite = p.form in ("infinitive", "gerund", "participle")
        if (
            not nonfinite
            or p.embedding == "relative"
            or (p.embedding == "participle" and self.s.deps[self.tops[i]] == "acl")
        ):
            return
        if p.embedding in ("complement", "purpose", "participle", "adverbial", "condition"):
            self.inherit(p, role, self.controller(i, parent))

    def joint_nominal(self, p: Predication, first: Predication) -> None:
        """ "carried out raids and arrests in Nablus": two events of one doer, against one, at one place and time."""
        last = self.s.right[p.token]
        light = first.construction == "light-verb"
        if not light and any(self.s.deps[t] in ("poss", "det") for t in self.s.children[p.token]):
            return  # "the raid and the arrest" may be apart
        for label in SHARED_LABELS:
            mine, theirs = p.all_arguments(label), first.all_arguments(label)
            after = [a for a in theirs if a.token > p.token or label == "time"]
            if not mine and after:
                self.inherit(p, label, after)
            elif mine and not theirs and mine[0].token > p.token and last >= mine[0].token:
                self.inherit(first, label, mine)
        if light and not p.argument("subject", "object"):
            self.inherit(p, "subject", first.all_arguments("subject"))

    def nominal_subject(self, p: Predication, parent: Predication) -> None:
        """ "announced a withdrawal", "completed the deployment": who announces and completes does it."""
        if p.category == parent.category == "noun" and self.s.heads[p.token] == parent.token:
            if self.s.deps[p.token] == "conj":
                self.joint_nominal(p, parent)
            return
        if p.category != "noun" or parent.category != "verb":
            return
        joins = (parent.idiom or f"{parent.lemma} {p.embedding_word}") in self.lexicon.shared_subject
        governed = not parent.passive and any(a.token == p.token for a in parent.arguments)
        if joins and governed and not p.argument("subject"):
            self.inherit(p, "subject", parent.all_arguments("subject"))  # "took part in the raid"
        if p.embedding != "complement":
            return
        if parent.passive and (parent.lemma in self.lexicon.witnessing or parent.lemma in self.lexicon.scheduling):
            self.reported_nominal(p, parent)
        if p.argument("subject", "between"):
            return
        shared = parent.lemma in self.lexicon.shared_subject and not parent.passive
        if shared and any(a.predication == p.index and a.label == "object" for a in parent.arguments):
            self.inherit(p, "subject", parent.all_arguments("subject"))

    def reported_nominal(self, p: Predication, parent: Predication) -> None:
        """ "Clashes were reported between rebels near Gao", "Talks are planned in Oslo": what follows is its."""
        if any(a.token == p.token and a.label == "object" for a in parent.arguments):
            taken = {a.label for a in p.arguments}
            for a in parent.arguments:
                if a.label in EVENT_LABELS and a.kind != "clause" and a.label not in taken:
                    p.arguments.append(replace(a, inherited=True))

    def surface_subject(self, parent: Predication) -> list[Argument]:
        """The grammatical subject: of a passive, what it is done to."""
        if parent.passive:
            return parent.all_arguments("second-object") or parent.all_arguments("object")
        if self.predicates[parent.index].use and self.predicates[parent.index].use.support == "patientive":  # type: ignore[union-attr]
            return parent.all_arguments("object")
        return parent.all_arguments("subject")

    def controller(self, i: int, parent: Predication) -> list[Argument]:
        p = self.predications[i]
        if p.embedding_word == "in vain":  # "they did little to help": they, not the little
            return self.surface_subject(parent)
        control = self.lexicon.control.get(parent.lemma, "")
        if control == "receiver" and p.form == "infinitive" and not parent.passive:
            receivers = parent.all_arguments("second-object") or parent.all_arguments("to")
            if any(a.label == "object" and a.token == self.s.heads[self.tops[i]] for a in parent.arguments):
                return receivers  # "gave officers the power to detain", "to wage war"
        if parent.lemma == "accuse" and p.embedding_word == "by" and not parent.passive:
            return parent.all_arguments("object")  # "accused Chad of stoking tension by killing herders"
        asked = [a for a in parent.arguments if self.lexicon.control.get(f"{parent.lemma} {a.label}") == "object"]
        moved = p.embedding == "purpose" and (control == "object" or bool(asked))  # "sent troops to fight"
        if parent.category == "verb" and not parent.passive and (p.embedding == "complement" or moved):
            objects = parent.all_arguments("second-object") or parent.all_arguments("object")
            if not objects and (moved or p.embedding_word == "to"):  # "called on miners to unite"
                objects = [a for a in asked if a.token < p.token]
            if objects and self.lexicon.control.get(parent.lemma, "object") != "subject":
                joint = self.surface_subject(parent) if control == "both" else []  # "joined Chad in condemning"
                return [*joint, *(a for a in objects if a.kind != "clause")]
        if p.passive and p.embedding == "participle" and self._is_result(i, parent):
            return parent.all_arguments("object")
        if parent.passive and p.embedding == "participle" and p.token > parent.token and parent.argument("subject"):
            return parent.all_arguments("subject")  # "was attacked by gunmen, killing five"
        if not parent.passive and any(a.label == "attribute" and a.span.covers(p.span) for a in parent.arguments):
            return parent.all_arguments("object")  # "found the man guilty of killing"
        found = self.surface_subject(parent)
        if parent.lemma in self.lexicon.impersonal and [self.s.lowers[a.token] for a in found] == ["it"]:
            return []  # "it is wise to attack"
        if (
            p.embedding == "participle"
            and p.lemma in self.lexicon.remarks
            and parent.embedding == "complement"
            and all(a.token in self.nouns and self.s.tags[a.token] in ("NN", "NNS") for a in found)
        ):
            cue = self.predications[parent.embedder or 0]  # "said the talks would fail, dismissing the offer"
            if cue.token < parent.token and not cue.passive:
                return self.surface_subject(cue)
        unsaid = p.form in ("infinitive", "gerund")
        if not found and parent.category == "noun" and parent.embedder is not None and unsaid:
            if parent.embedding == "complement" and not self._plans(self.predications[parent.embedder], parent):
                return []  # "rejected the plan to build"
            found = self.surface_subject(self.predications[parent.embedder])  # "attacked in an effort to capture"
            return [a for a in found if a.token != parent.token]
        return found

    def _is_result(self, i: int, parent: Predication) -> bool:
        """ "left two guards injured": a bare participle right after the object says what became of that."""
        s, top = self.s, self.tops[i]
        target = next((a for a in parent.arguments if a.label == "object" and a.token > parent.token), None)
        return target is not None and s.right[target.token] + 1 == s.left[top] and s.right[top] == top

    def _plans(self, above: Predication, noun: Predication) -> bool:
        """Whether the subject of a verb is also that of what its object is to bring ("made an effort to")."""
        if above.category == "adjective" or above.passive:
            return False
        if any(a.token == noun.token and a.label == "subject" for a in above.arguments):
            return False
        lexicon = self.lexicon
        return any(above.lemma in verbs for verbs in (lexicon.shared_subject, lexicon.planning, lexicon.light_verbs))

    def inherit(self, p: Predication, role: str, found: list[Argument]) -> None:
        for argument in found:
            itself = argument.token == p.token or argument.predication == p.index
            if not itself and argument.kind != "clause":
                p.arguments.append(replace(argument, label=role, inherited=True, predication=argument.predication))

    def is_shared_agent(self, first: Predication, second: Predication) -> bool:
        """Whether nothing stands between two coordinated verbs but the conjunction."""
        s = self.s
        return second.token > first.token and all(
            s.deps[t] in ("cc", "advmod", "auxpass", "aux") for t in range(first.token + 1, second.token)
        )

    def share(self, i: int) -> None:
        """ "attacked and captured the town": the first verb's object stands with the second."""
        p, s = self.predications[i], self.s
        if p.embedding != "coordination" or p.embedder is None or p.category != "verb":
            return
        first = self.predications[p.embedder]
        if p.passive and first.passive and not first.argument("subject") and self.is_shared_agent(first, p):
            self.inherit(first, "subject", p.all_arguments("subject"))  # "are chosen and bought by the state"
        if first.category != "verb" or first.passive or p.passive or first.argument("object", "clause", "attribute"):
            return
        bare = next((c for c in s.children[first.token] if s.deps[c] == "prep" and c > first.token), first.token)
        if bare + 1 < p.token and s.right[bare] == bare and s.deps[bare + 1] == "cc":
            self.inherit(first, s.lowers[bare], p.all_arguments("object"))  # "asked for and got a loan"
            return
        if any(c > first.token and s.deps[c] not in ("cc", "conj", "punct", "prt") for c in s.children[first.token]):
            return
        if p.token - s.right[first.token] > 0 or any(s.deps[t] == "punct" for t in range(first.token, p.token)):
            return
        self.inherit(first, "object", p.all_arguments("object"))
