"""The arguments of verbs, light verbs and predicative adjectives, under the labels of the active voice."""

from __future__ import annotations

from collections.abc import Iterator

from kgbuild.language.noun_phrases import conjuncts, date_phrases, phrase, prepositional
from kgbuild.language.predicate_lexicon import PredicateLexicon
from kgbuild.language.predicates import Predicate, is_relative
from kgbuild.language.syntax import Syntax
from kgbuild.language.tagsets import FIGURE_ENTITIES, PLACE_ENTITIES, TIME_ENTITIES
from kgbuild.model import Argument, ArgumentKind, Predication, Span

TIME_PREPOSITIONS = frozenset(
    (
        "on",
        "in",
        "at",
        "during",
        "since",
        "until",
        "till",
        "before",
        "after",
        "from",
        "by",
        "for",
        "over",
        "within",
        "between",
        "of",
        "through",
    )
)
PLACE_PREPOSITIONS = frozenset(("in", "at", "near", "outside", "inside", "around", "along"))
WHEREABOUTS = PLACE_PREPOSITIONS | {"of", "to", "toward", "towards"}
TIME_ADVERBS = frozenset(("ago", "overnight", "yesterday", "today", "tonight", "tomorrow"))
LATE_TIMES = frozenset(("by", "with", "at", "against"))  # "struck with shells overnight", "hit by drones on Monday"
INDEFINITE = frozenset(("a", "an", "some", "several", "no", "any", "another", "many"))
GAPS = {"nsubj": "subject", "nsubjpass": "object", "dobj": "object"}
DIRECTIONAL = frozenset(("to", "into", "onto", "against"))


def content_clause(s: Syntax, verb: int) -> bool:
    """A clause with "that" for its marker and a subject of its own: no relative clause."""
    return any(s.deps[c] == "mark" and s.lowers[c] == "that" for c in s.children[verb]) and any(
        s.deps[c] in ("nsubj", "nsubjpass") for c in s.children[verb]
    )


class ArgumentFinder:
    """Reads the arguments of predicates off the parse."""

    def __init__(self, syntax: Syntax, lexicon: PredicateLexicon) -> None:
        self.s = syntax
        self.lexicon = lexicon
        self.passed_on: dict[int, int] = {}  # complement verb -> antecedent of the relative pronoun that is its subject
        self.gerund_nouns: frozenset[int] = frozenset()  # gerunds that are event nouns ("by shelling")

    def governed(self, preposition: int) -> Iterator[tuple[str, int, bool]]:
        """What a preposition governs, as :func:`prepositional`; a gerund that is an event noun heads no clause."""
        for label, head, clausal in prepositional(self.s, preposition, self.lexicon):
            yield label, head, clausal and head not in self.gerund_nouns

    def add(
        self, predication: Predication, label: str, token: int, inherited: bool = False, alone: bool = False
    ) -> None:
        """One argument for each conjunct of a noun phrase."""
        s = self.s
        for head in (token,) if alone else conjuncts(s, token):
            if any(a.label == label and a.token == head for a in predication.arguments):
                continue
            kind: ArgumentKind = "pronoun" if s.pos[head] == "PRON" else "nominal"
            predication.arguments.append(
                Argument(label, phrase(s, head, self.lexicon), s.span(head, head), head, kind, None, inherited)
            )

    def verbal(self, predicate: Predicate, predication: Predication) -> None:
        """The arguments of a predicate that has a verb."""
        assert predicate.verb is not None
        s, use = self.s, predicate.use
        verb = predicate.verb
        objects = s.child(verb, "dobj") is not None
        for token in predicate.owned:
            if token == predicate.token and token != verb and predicate.category == "noun":
                continue
            for child in s.children[token]:
                dep = s.deps[child]
                if dep in GAPS and is_relative(s, child):
                    filler = self.distant_antecedent(token, child)
                    if filler is not None:
                        self.add(predication, GAPS[dep], filler, True, True)
                        continue
                if child in predicate.owned or (
                    dep in ("nsubj", "dobj", "nsubjpass") and s.deps[token] == "relcl" and is_relative(s, child)
                ):
                    continue
                if dep in ("nsubj", "nsubjpass", "dobj", "attr", "pobj"):
                    self.late_times(predication, child)
                if dep == "nsubj":
                    if s.lemmas[child] != "there":
                        undergoes = predication.passive or (use is not None and use.support == "patientive")
                        self.add(predication, "object" if undergoes else "subject", child)
                elif dep == "nsubjpass":
                    self.add(predication, "second-object" if objects else "object", child)
                    self.borrow_places(predication, child)
                elif dep == "dobj":
                    counts = (
                        use is not None and s.left[child] <= predicate.token <= s.right[child]
                    )  # "a series of attacks"
                    if not counts and not (use and s.lemmas[child] == "place"):
                        self.direct_object(predication, verb, child)
                elif dep == "dative":
                    if s.pos[child] == "ADP":
                        self.preposition(predication, child)
                    else:
                        self.add(predication, "to" if use else "second-object", child)
                elif dep == "attr" or dep == "oprd":
                    self.add(predication, "attribute", child)
                elif dep == "ccomp" and s.tags[child] == "JJ" and s.child(child, "aux", "mark", "cop") is None:
                    subject = s.child(child, "nsubj")
                    if subject is not None and verb < subject < child:  # "found the man guilty"
                        self.add(predication, "object", subject)
                        self.add(predication, "attribute", child)
                elif dep == "agent":
                    for label, head, clausal in self.governed(child):
                        if not clausal and head != predicate.token:
                            self.add(predication, self.agent(predication, label, head), head)
                            self.late_times(predication, head)
                elif dep == "prt":
                    for below in s.children[child]:  # "handed him over to the army"
                        if s.deps[below] == "prep":
                            self.preposition(predication, below)
                        elif s.deps[below] == "pobj" and not objects:  # "sealed off the town"
                            self.add(predication, "object", below)
                elif dep == "prep" and child == predicate.particle:
                    for label, head, clausal in self.governed(child):
                        if not clausal:
                            self.add(predication, "object" if label == s.lowers[child] else label, head)
                elif dep == "prep":
                    self.preposition(predication, child)
                elif dep == "advmod":
                    if self.is_time(child) or s.lowers[child] in TIME_ADVERBS:
                        self.add(predication, "time", child, alone=True)
                    self.adverb(predication, child)
                elif dep == "npadvmod" and child + 1 < len(s.words) and s.words[child + 1] == "-":
                    continue  # "test-fired"
                elif dep == "npadvmod":
                    self.add(predication, "time" if self.is_time(child) else "extent", child)
        self.antecedent(predicate, predication)

    def direct_object(self, predication: Predication, verb: int, token: int) -> None:
        """The object; of a verb of giving, a name that the parser took for its modifier is who it is given to."""
        s = self.s
        receiver = self.hidden_receiver(predication, verb, token)
        if receiver is not None:
            self.add(predication, "second-object", receiver, alone=True)
            self.add(predication, "object", token)
            for argument in predication.arguments:
                if argument.label == "object" and argument.token == token:
                    argument.span = Span(s.begins[receiver + 1], argument.span.end)
            return
        self.add(predication, "object", token)
        self.borrow(predication, token)
        self.borrow_places(predication, token)

    def adjectival(self, predicate: Predicate, predication: Predication) -> None:
        """The arguments of an adjective without a copula: the noun that it stands with, its prepositions."""
        s, token = self.s, predicate.token
        noun = s.heads[token]
        if s.deps[token] in ("amod", "acl", "relcl", "appos") and s.pos[noun] in ("NOUN", "PROPN", "PRON"):
            self.add(predication, "subject", noun, True, True)
        for child in s.children[token]:
            if s.deps[child] == "prep":
                self.preposition(predication, child)

    def hidden_receiver(self, predication: Predication, verb: int, token: int) -> int | None:
        """ "gave Ukraine tanks", read as tanks of the kind Ukraine."""
        s = self.s
        if (
            predication.lemma not in self.lexicon.ditransitive
            or predication.passive
            or s.child(verb, "dative") is not None
        ):
            return None
        for child in s.children[token]:
            named = s.deps[child] in ("compound", "nmod") and s.ents[child] in ("GPE", "PERSON", "ORG")
            if named and s.left[child] == verb + 1 and child < token:
                return child
        return None

    def distant_antecedent(self, verb: int, pronoun: int) -> int | None:
        """What a relative pronoun stands for where its verb is not the head of the relative clause.

        "which he said would help", "that killed five and which Kyiv blamed": the noun that the upper clause modifies.
        "It was Russia that attacked": the noun in focus.
        """
        s, dep = self.s, self.s.deps[verb]
        above = s.heads[verb]
        if dep in ("ccomp", "conj") and s.tags[pronoun] in ("WDT", "WP") and s.deps[above] == "relcl":
            return s.heads[above]
        if dep in ("ccomp", "relcl", "advcl") and s.lemmas[above] == "be" and s.child(above, "nsubj") is not None:
            subject, focus = s.child(above, "nsubj"), s.child(above, "attr")
            if subject is not None and s.lowers[subject] == "it" and focus is not None and focus < pronoun:
                return focus
        return None

    def agent(self, predication: Predication, label: str, head: int) -> str:
        if label == "by" and predication.passive:
            return "time" if self.is_time(head) else "subject" if self.s.ents[head] not in FIGURE_ENTITIES else label
        return label

    def borrow(self, predication: Predication, noun: int) -> None:
        """ "sent troops to Kursk": a preposition that the verb gives a role to, though it hangs below the object."""
        s, wanted = self.s, self.lexicon.verb_prepositions.get(predication.lemma, frozenset()) | DIRECTIONAL
        for each in conjuncts(s, noun):
            if s.lemmas[each] in self.lexicon.event_nouns or s.ents[each] in ("ORG", "PERSON", "GPE"):
                continue
            for child in s.children[each]:
                if s.deps[child] == "prep" and child > each and s.lowers[child] in wanted and s.lowers[child] != "of":
                    for label, head, clausal in self.governed(child):
                        if not clausal and label in wanted and not self.is_time(head) and not is_relative(s, head):
                            self.add(predication, label, head)

    def borrow_places(self, predication: Predication, noun: int, definite: bool = False) -> None:
        """ "killed three soldiers near Kidal": where an indefinite object is, it happens."""
        s = self.s
        for each in conjuncts(s, noun):
            if (
                s.lemmas[each] in self.lexicon.event_nouns
                or s.ents[each] in ("GPE", "LOC", "FAC")
                or s.pos[each] == "PRON"
            ):
                continue
            labels = [s.lowers[c] for c in s.children[each] if s.deps[c] == "det"]
            if not definite and (any(d not in INDEFINITE for d in labels) or s.child(each, "poss") is not None):
                continue
            for child in s.children[each]:
                if s.deps[child] == "prep" and child > each and s.lowers[child] in PLACE_PREPOSITIONS:
                    for label, head, clausal in self.governed(child):
                        named = s.pos[head] == "PROPN" or definite
                        if named and not clausal and not self.is_time(head) and not is_relative(s, head):
                            self.add(predication, label, head, True)

    def adverb(self, predication: Predication, token: int) -> None:
        """ "ahead of the summit", "together with Belarus": an adverb and the preposition below it."""
        s = self.s
        for child in s.children[token]:
            if s.deps[child] == "prep":
                longer = f"{s.lowers[token]} {s.lowers[child]}"
                if s.lowers[child] == "of" and s.child(token, "npadvmod") is not None:
                    continue  # "(100 km east of the capital)" tells of a place where something else is
                for label, head, clausal in self.governed(child):
                    if not clausal:
                        self.add(predication, longer if longer in self.lexicon.prepositions else label, head)

    def late_times(self, predication: Predication, noun: int) -> None:
        """ "rebels in the north on Tuesday blocked": a time below a noun that names no event is the verb's."""
        for head in date_phrases(self.s, noun, self.lexicon):
            self.add(predication, "time", head, alone=True)

    def preposition(self, predication: Predication, token: int) -> None:
        for label, head, clausal in self.governed(token):
            if clausal or is_relative(self.s, head):
                continue
            if label in TIME_PREPOSITIONS and self.is_time(head):
                label = "time"
            elif label == "by":
                label = self.agent(predication, label, head)
            self.add(predication, label, head)
            if predication.category == "noun" and label in ("between", "with"):
                self.borrow_places(predication, head, True)
            elif (predication.category == "verb" and label in LATE_TIMES) or self.s.lowers[head] == "time":
                self.late_times(predication, head)  # "for the first time in weeks on Sunday"

    def is_time(self, token: int) -> bool:
        return self.s.ents[token] in TIME_ENTITIES

    def antecedent(self, predicate: Predicate, predication: Predication) -> None:
        """What a relative clause or a participle modifies fills the gap in it."""
        s, verb = self.s, predicate.verb
        top = predicate.finite
        if top in self.passed_on:
            self.add(predication, "subject", self.passed_on[top], True, True)
        noun = s.heads[top]
        if s.deps[top] == "acl" and s.pos[noun] in ("NOUN", "PROPN", "PRON", "NUM"):
            whole = s.child(top, "nsubj", "nsubjpass") is not None and s.lowers[s.child(top, "dobj") or noun] != "that"
            if predicate.token == noun or whole:
                return  # "rumours that troops had left": the clause lacks nothing; "a claim that he confirmed" does
            if s.tags[top] in ("VBN", "VBD"):
                self.add(predication, "object", noun, True, True)
            elif s.tags[top] == "VBG":
                self.add(predication, "subject", noun, True, True)
            return
        if s.deps[top] != "relcl" or noun in (top, predicate.token) or verb is None:
            return
        if content_clause(s, top) and s.lemmas[noun] in self.lexicon.event_nouns:
            return
        gap = ""
        for token in predicate.owned:
            for child in s.children[token]:
                dep, tag = s.deps[child], s.tags[child]
                if dep in ("nsubj", "nsubjpass", "dobj", "dative") and is_relative(s, child):
                    gap = {"nsubj": "subject", "nsubjpass": "object", "dobj": "object", "dative": "second-object"}[dep]
                elif tag == "WRB" and s.lowers[child] in ("where", "when"):
                    gap = "in" if s.lowers[child] == "where" else "time"
                elif dep == "prep":
                    below = s.children[child]
                    if not below or any(is_relative(s, c) for c in below):
                        gap = gap or s.lowers[child]
        if not gap:
            has_object = any(
                s.deps[c] in ("dobj", "ccomp", "xcomp", "acomp", "attr") for t in predicate.owned for c in s.children[t]
            )
            possessive = any(s.tags[t] == "WP$" for t in range(s.left[top], top))
            if predication.form == "infinitive":  # the first to enter Russia; the first to be added
                gap = "object" if predication.passive else "subject" if has_object else ""
            else:
                gap = "" if has_object or predication.passive or possessive else "object"
        if gap == "subject" and predication.argument("subject") is not None:  # "who officials say met Putin"
            complement = s.child(top, "ccomp", "xcomp")
            if complement is not None:
                self.passed_on[complement] = noun
            return
        if gap == "subject" and self.is_whereabouts(noun, verb):
            noun = s.heads[s.heads[noun]]  # "an explosion in Kabul, which killed five"
            if s.lemmas[noun] not in self.lexicon.event_nouns:
                return
        if gap and predicate.token != noun:
            if predicate.use and predicate.use.support == "patientive":
                gap = {"subject": "object"}.get(gap, gap)
            self.add(predication, gap, noun, True, True)

    def is_whereabouts(self, noun: int, verb: int) -> bool:
        """ "destroyed a bridge near Sarin, which may allow them to regroup": what does so is no place.

        The antecedent of such a *which* is the clause before it, which is no argument.
        """
        s, preposition = self.s, self.s.heads[noun]
        place = s.ents[noun] in PLACE_ENTITIES or (
            s.tags[noun] == "NNP" and s.lowers[preposition] in PLACE_PREPOSITIONS
        )
        located = s.deps[noun] == "pobj" and s.lowers[preposition] in WHEREABOUTS and place
        return located and s.lemmas[verb] in self.lexicon.consequence and s.child(verb, "nsubj") is not None
