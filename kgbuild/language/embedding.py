"""Which predication embeds which, and how; what that hands down is :mod:`kgbuild.language.argument_sharing`'s."""

from __future__ import annotations

from kgbuild.language.argument_sharing import ArgumentSharing
from kgbuild.language.arguments import ArgumentFinder, content_clause
from kgbuild.language.clause_shapes import (
    has_result,
    is_fronted,
    is_gerund_object,
    is_inverted,
    is_no_sooner,
    is_ordinal,
    is_reduced_relative,
    is_rejected_alternative,
    is_unmarked_conjunct,
    named_content,
    question_pronoun,
    stands_alone,
)
from kgbuild.language.clauses import CONDITIONS
from kgbuild.language.noun_phrases import prepositional
from kgbuild.language.predicates import Predicate, owners
from kgbuild.language.syntax import Syntax
from kgbuild.model import Argument, Embedding, Predication

COMPLEMENTS = frozenset(("ccomp", "xcomp", "csubj", "csubjpass"))
QUESTION_WORDS = frozenset(("when", "where", "why", "how", "whether"))
QUOTATION_MARKS = frozenset(('"', "``", "''", "“", "”"))
GERUND_TAKING = frozenset(("postponing", "negativeImplicative", "preventive", "undoing", "terminative"))
PAUSES = frozenset((",", "-", "–", "—", '"', "''", "``"))
CORE = frozenset(("nsubj", "nsubjpass", "dobj", "attr", "dative", "oprd", "agent"))
NOUN_PREPOSITIONS = frozenset(("of", "for", "against", "to", "about", "by", "with"))
COMPLEMENT_PREPOSITIONS = frozenset(
    ("of", "from", "for", "into", "about", "against", "to", "on", "in", "at", "over", "with", "that", "but")
)


class Embedder:
    """Links the predications of a text, parents before what they embed."""

    def __init__(self, finder: ArgumentFinder, predicates: list[Predicate], predications: list[Predication]) -> None:
        self.finder = finder
        self.s: Syntax = finder.s
        self.predicates = predicates
        self.predications = predications
        self.owners = owners(predicates)
        self.depths: dict[int, int] = {}
        self.tops = [self._top(p) for p in predicates]

    def _depth(self, token: int) -> int:
        """How many heads stand above a token."""
        path, heads = [], self.s.heads
        while token not in self.depths and heads[token] != token:
            path.append(token)
            token = heads[token]
        depth = self.depths.setdefault(token, 0)
        for depth, below in enumerate(reversed(path), depth + 1):  # noqa: B020  counts on from the known one
            self.depths[below] = depth
        return depth

    def _top(self, predicate: Predicate) -> int:
        if len(predicate.owned) == 1:
            return predicate.token
        return min(predicate.owned, key=lambda t: (self._depth(t), t))

    def run(self) -> None:
        depths = [self._depth(top) for top in self.tops]
        order = sorted(range(len(self.tops)), key=lambda i: (depths[i], i))
        for i in order:
            self.link(i)
        for i in order:
            self.invert_parenthetical(i)
        sharing = ArgumentSharing(self.s, self.finder.lexicon, self.predicates, self.predications, self.tops)
        for i in order:
            sharing.hand_down(i)
        for i in order:
            sharing.share(i)

    def link(self, i: int) -> None:
        """Find the embedder and say how it embeds."""
        s, p = self.s, self.predications[i]
        top = self.tops[i]
        below, at = top, s.heads[top]
        path = [s.deps[top]]
        while at != below and self.owners.get(at, i) == i:
            path.append(s.deps[at])
            below, at = at, s.heads[at]
        if at == below:
            p.embedding_word = self._marker(i)
            return
        parent = self.owners[at]
        p.embedder = parent
        dep, word, label = s.deps[top], self._marker(i), ""
        kind: Embedding = "adverbial"
        direct = len(path) == 1
        noun = self._promising_noun(i, parent) if dep == "advcl" and direct and word == "to" else None
        if noun is not None:
            p.embedder = parent = noun
            kind, label = "complement", "clause"
        elif stands_alone(s, top):
            kind, label, word = "complement", "clause", stands_alone(s, top)
        elif dep == "ccomp" and direct and has_result(s, top):
            word = "so"
        elif dep == "ccomp" and direct and is_fronted(s, top) and not self._tells(parent):
            kind = "relative"
        elif dep == "ccomp" and direct and is_reduced_relative(s, top):
            kind = "participle"
        elif dep in ("ccomp", "advcl") and direct and is_inverted(s, self.predicates[i].finite):
            kind, word = "condition", "if"
        elif dep in COMPLEMENTS and direct:
            kind, label = "complement", "subject" if dep.startswith("csubj") else "clause"
            if dep == "xcomp" and word == "to" and self._is_purpose(parent):
                kind, label = "purpose", ""
            word = named_content(s, top) or word or question_pronoun(s, self.predicates[i].finite)
        elif dep == "conj" and direct and (self._is_quoted_on(parent, top) or self._is_unjoined(top, parent)):
            kind, label = "complement", "clause"
        elif dep == "conj" and direct and is_rejected_alternative(s, top):
            word = "rather than"
        elif direct and (dep == "conj" or is_unmarked_conjunct(s, top)):
            kind = "coordination"
            p.embedder = self._said_as_well(i, parent)
        elif dep == "advcl" and direct:
            before = s.left[top] - 1  # "was among the first firms to leave"
            ordinal = word == "to" and before > 0 and s.pos[before] == "NOUN" and is_ordinal(s, before)
            kind = "relative" if ordinal else self._adverbial(i, word)
            above = self.predications[parent]
            if kind == "adverbial" and (self._is_question_word(word, above, top) or self._is_bare_content(i, parent)):
                kind, label = "complement", "clause"
            elif word == "than" and is_no_sooner(s, s.heads[top]):
                word = "when"
            elif (is_gerund_object(s, top) and self._groups(above.lemma) & GERUND_TAKING) or (
                word == "for" and self._groups(f"{above.lemma} for")  # "called for troops to be withdrawn"
            ):
                kind, label = "complement", "clause"
        elif dep == "relcl" and (self._is_garbled_content(top, parent) or (direct and self._is_content(top, parent))):
            kind, label = "complement", "clause"
        elif dep == "relcl":
            kind = "relative"
            if p.form == "infinitive" and word == "to" and not is_ordinal(s, s.heads[top]):
                kind, label = ("complement", "clause") if direct else ("purpose", "")
        elif dep == "acl":
            finite = self._is_content_below_noun(top, parent) or self._is_garbled_content(top, parent)
            if p.form == "infinitive" and is_ordinal(s, s.heads[top]):
                kind = "relative"
            elif finite or (direct and p.form == "infinitive"):
                kind, label = "complement", "clause"
            elif self._is_told_of(top, parent):
                kind, word = "complement", "of"
            else:
                kind = "purpose" if p.form == "infinitive" else "participle"
        elif dep == "pcomp":
            label = self._preposition(s.heads[top], top)
            word = label if label == "but" else word or label  # "no choice but to close"
            governed = len(path) == 2 or self._after_particle(top, parent)
            absolute = label == "with" and s.tags[top] == "VBG" and s.child(top, "nsubj") is not None
            kind = "complement" if label in COMPLEMENT_PREPOSITIONS and governed and not absolute else "adverbial"
        elif dep in CORE and direct:
            kind = "complement"
        elif dep == "pobj" and len(path) == 2:
            word = self._preposition(s.heads[top], top)
            kind = "complement" if word in NOUN_PREPOSITIONS or self._governs(parent, word) else "adverbial"
            subject = s.child(at, "nsubj", "nsubjpass")
            if word == "with" and subject is not None and top < subject:
                kind = "adverbial"  # "With fighting near, officials said …"
            if self.predications[parent].lemma.endswith(f" {word}"):
                kind, word = "complement", ""  # "voted down the deal": a particle before the object
        elif dep == "pobj" and self._after_particle(top, parent):  # "pulled out of a deal"
            kind, word = "complement", s.lowers[s.heads[top]]
        elif dep == "pobj" and len(path) == 3 and path[2] in CORE and self._is_part(top):
            kind = "complement"  # a series of attacks
        elif dep == "pobj" and s.lemmas[s.heads[s.heads[top]]] in self.finder.lexicon.content_nouns:
            word = f"{s.lemmas[s.heads[s.heads[top]]]} {s.lowers[s.heads[top]]}"  # "preparations for the vote"
        elif dep == "pobj" and (len(path) == 4 or path[2:] == ["advmod"]):
            word = self._preposition(s.heads[top], top)  # "on the brink of war", "far from an agreement"
        elif dep == "compound" and (
            (len(path) == 2 and path[1] in CORE) or (len(path) == 4 and path[3] in CORE and self._is_part(s.heads[top]))
        ):
            kind = "complement"  # an aid programme, part of an aid programme
        elif dep == "conj" and p.category == "noun" and path[1] in CORE:
            kind = "complement"
        if kind == "adverbial" and word == "that" and self._groups(f"{self.predications[parent].lemma} that"):
            kind, label = "complement", "clause"  # "made it clear that"
        p.embedding, p.embedding_word = kind, word
        if label and p.form != "nominal":
            clause = Argument(label, p.clause, p.span, p.token, "clause", i)
            self.predications[parent].arguments.append(clause)
        for argument in self.predications[parent].arguments:
            if argument.token in self.predicates[i].owned and argument.predication is None:
                argument.predication = i

    def _tells(self, parent: int) -> bool:
        return "nonFactive" in self._groups(self.predications[parent].lemma)

    def _groups(self, lemma: str) -> frozenset[str]:
        """What the lexicon says of the complements of a verb: factive, nonFactive …"""
        return self.finder.lexicon.complement_verbs.get(lemma, frozenset())

    def _governs(self, parent: int, preposition: str) -> bool:
        """ "agreed on a deal", "pulled the plug on the deal": a preposition that belongs to the verb or its idiom."""
        verb = self.predications[parent]
        return verb.idiom.endswith(f" {preposition}") or bool(self._groups(f"{verb.lemma} {preposition}"))

    def _promising_noun(self, i: int, parent: int) -> int | None:
        """ "foiled a plot to kidnap him": the noun right before an infinitive that the parser hung on the verb."""
        before = self.owners.get(self.s.left[self.tops[i]] - 1)
        if before is None or before == parent or self.predications[before].category != "noun":
            return None
        known = self.predications[before].lemma in self.finder.lexicon.content_nouns
        return before if known and self.s.deps[self.tops[before]] in ("dobj", "pobj", "nsubjpass") else None

    def _is_content_below_noun(self, top: int, parent: int) -> bool:
        """ "the claim that the army attacked": "that" marks the clause, or has no place in it beside its object."""
        s = self.s
        that = next((c for c in s.children[top] if s.lowers[c] == "that"), None)
        if that is None or s.deps[that] == "mark":
            return that is not None
        return self._says(parent) or any(s.deps[c] == "dobj" and c > top for c in s.children[top])

    def _is_garbled_content(self, top: int, parent: int) -> bool:
        """ "denied that the firm, which had lost, paid": the parser took "that" and "the firm" for two objects."""
        s, noun = self.s, self.s.heads[top]
        verb = s.heads[noun]
        return self._says(parent) and any(
            s.lowers[c] == "that" and s.tags[c] == "IN" and s.deps[c] == "dobj" and verb < c < noun
            for c in s.children[verb]
        )

    def _is_told_of(self, top: int, parent: int) -> bool:
        """ "reports of troops leaving", "warned of rebels attacking": the leaving is told of, not the troops."""
        s, above = self.s, self.predications[parent]
        preposition = s.heads[s.heads[top]]
        if s.tags[top] != "VBG":
            return False
        if s.heads[top] == above.token:  # the parser's other reading
            words = {s.lowers[c] for c in s.children[above.token] if above.token < c < top}
            return bool(words & {"of", "to", "about", "against"}) and above.category == "noun" and self._says(parent)
        return s.lowers[preposition] == "of" and s.heads[preposition] == above.token and self._says(parent)

    def _says(self, parent: int) -> bool:
        """Whether a predication is a verb of saying or thinking, or a noun with a content of its own."""
        above = self.predications[parent]
        if above.category == "noun":
            return above.lemma in self.finder.lexicon.content_nouns
        return self._tells(parent)

    def _is_unjoined(self, top: int, parent: int) -> bool:
        """ "suspects the army, having fled, attacked": what the parser coordinates without a conjunction is content."""
        s, head = self.s, self.s.heads[top]
        joined = any(s.deps[c] == "cc" or s.words[c] == ";" for c in (*s.children[head], *s.children[top]))
        above = self.predications[parent]
        before = above.category == "noun" or above.argument("object") is not None
        return not joined and before and s.tags[top] == "VBD" and self._says(parent) and head < top

    def _is_bare_content(self, i: int, parent: int) -> bool:
        """ "suspects after the vote the army attacked": a finite clause without a conjunction, said."""
        p, above = self.predications[i], self.predications[parent]
        bare = p.form == "finite" and not self._marker(i) and p.token > above.token
        own = self.s.child(self.predicates[i].finite, "nsubj", "nsubjpass") is not None
        return bare and own and self._says(parent) and above.argument("object", "clause") is None

    def _after_particle(self, top: int, parent: int) -> bool:
        """ "backed out of the deal": the parser's chain of two prepositions, of which the first is the particle."""
        preposition = self.s.heads[top]
        particle = self.s.heads[preposition]
        verb = self.predications[parent]
        return (
            self.s.deps[preposition] in ("prep", "prt")
            and self.s.heads[particle] == verb.token
            and self.s.deps[particle] in ("prep", "prt", "advmod")
            and bool(self._groups(f"{verb.lemma} {self.s.lowers[preposition]}"))
        )

    def _is_part(self, noun: int) -> bool:
        """ "a series of attacks", "part of the programme": a noun below one that counts or measures it."""
        return self.s.lemmas[self.s.heads[self.s.heads[noun]]] in self.finder.lexicon.partitives

    def _is_content(self, top: int, parent: int) -> bool:
        """ "the report that rebels had left": a clause that the parser took for a relative one."""
        return self.predications[parent].category == "noun" and content_clause(self.s, top)

    def _said_as_well(self, i: int, first: int) -> int:
        """ "said the talks had failed and blamed the hosts": what the verb is coordinated with, the speaker's own verb.

        A verb in the past goes up beside a clause in the present ("said it is ready and asked for help"); a verb of
        saying also beside one without marker in a compound tense.
        """
        s, p, cue = self.s, self.predications[i], self._teller(first)
        verb = self.predicates[first].finite
        if (
            cue is None
            or p.tense != "past"
            or p.form != "finite"
            or p.passive
            or s.deps[self.tops[first]] != "ccomp"
            or p.lemma not in self.finder.lexicon.complement_verbs
            or any(s.deps[c] in ("nsubj", "nsubjpass") for c in s.children[p.token])
        ):
            return first
        if "nonFactive" not in self._groups(self.predications[cue].lemma):
            return first
        if self.predications[first].tense == "present" and not self.predications[first].perfect:
            return cue
        if any(s.deps[c] == "mark" for c in s.children[verb]) or cue != self.predications[first].embedder:
            return first
        compound = any(s.deps[c] in ("aux", "auxpass") for c in s.children[verb])
        content = any(s.deps[c] in ("dobj", "ccomp") for c in s.children[p.token])
        return cue if compound and content and "nonFactive" in self._groups(p.lemma) else first

    def _teller(self, i: int) -> int | None:
        """The nearest verb in the past above a chain of complements in the present ("said it believes it is")."""
        at = self.predications[i].embedder
        while at is not None and self.s.tags[self.predications[at].token] != "VBD":
            if self.predications[at].embedding != "complement":
                return None
            at = self.predications[at].embedder
        return at

    def _is_quoted_on(self, parent: int, top: int) -> bool:
        """ "We lost," he said, "and we left": what follows the cue in quotation marks is said too."""
        s, cue = self.s, self.predications[parent]
        if not self._tells(parent):
            return False
        return sum(1 for t in range(cue.token + 1, top) if s.words[t] in QUOTATION_MARKS) % 2 == 1

    def _is_purpose(self, parent: int) -> bool:
        """ "used drones to attack": an infinitive beside the object of a verb that takes no infinitive itself."""
        p = self.predications[parent]
        has_object = any(self.s.deps[c] == "dobj" for c in self.s.children[p.token])
        return p.category == "verb" and has_object and self.finder.lexicon.control.get(p.lemma) == "purpose"

    def _is_question_word(self, word: str, parent: Predication, top: int) -> bool:
        """ "knew when it would end", "explained how it works": a question in the place of an object."""
        if word not in QUESTION_WORDS or top < parent.token or parent.argument("object", "clause"):
            return False
        groups = self._groups(parent.lemma)
        return "factive" in groups if word == "when" else bool(groups & {"factive", "nonFactive"})

    def _preposition(self, preposition: int, governed: int) -> str:
        above = self.s.heads[preposition]
        if self.s.deps[above] == "pobj":  # "on the brink of"
            for label, head, _ in prepositional(self.s, self.s.heads[above], self.finder.lexicon):
                if head == governed:
                    return label
        for label, head, _ in prepositional(self.s, preposition, self.finder.lexicon):
            if head == governed:
                longer = f"{self.s.lowers[above]} {label}"  # "far from signing"
                return longer if longer in self.finder.lexicon.prepositions and above < preposition else label
        return self.s.lowers[preposition]

    def _marker(self, i: int) -> str:
        s = self.s
        for token in self.predicates[i].owned:
            for child in s.children[token]:
                if s.deps[child] == "mark" or (s.deps[child] == "advmod" and s.tags[child] == "WRB"):
                    rather = s.lowers[child] == "than" and child > 0 and s.lowers[child - 1] == "rather"
                    return "rather than" if rather else s.lowers[child]
        verb = self.predicates[i].verb
        if verb is not None:
            for child in s.children[self.predicates[i].finite]:
                if s.tags[child] == "TO" and s.deps[child] == "aux":
                    return "to"
        return ""

    def _adverbial(self, i: int, word: str) -> Embedding:
        p = self.predications[i]
        if word in CONDITIONS:
            return "condition"
        if word != "rather than" and (word == "to" or p.form == "infinitive"):
            return "purpose"
        if not word and p.form in ("participle", "gerund"):
            return "participle"
        return "adverbial"

    def invert_parenthetical(self, i: int) -> None:
        """ "They fled, he added, to the north": what the parser hung below a clause is said to be saying it."""
        p, s = self.predications[i], self.s
        if p.embedder is None or p.category != "verb" or p.embedding_word or p.negated:
            return
        if p.embedding not in ("adverbial", "complement", "relative") or p.form != "finite":
            return
        if self.s.deps[self.tops[i]] not in ("advcl", "ccomp", "parataxis", "dep"):
            return
        if "nonFactive" not in self._groups(p.lemma) or p.argument("subject") is None:
            return
        if p.argument("object", "clause", "second-object") is not None:
            return
        first = s.left[self.tops[i]]
        if s.words[first] not in PAUSES and (first == 0 or s.words[first - 1] not in PAUSES):
            return
        parent = self.predications[p.embedder]
        reports = "nonFactive" in self._groups(parent.lemma)
        if reports and s.deps[self.tops[i]] in ("ccomp", "dep"):  # a complement indeed
            return
        if parent.argument("clause") is not None and parent.argument("clause").predication == i:  # type: ignore[union-attr]
            parent.arguments = [a for a in parent.arguments if a.predication != i]
        p.embedder, p.embedding, p.embedding_word = parent.embedder, parent.embedding, parent.embedding_word
        parent.embedder, parent.embedding, parent.embedding_word = i, "complement", ""
        p.arguments.append(Argument("clause", parent.clause, parent.span, parent.token, "clause", parent.index))
