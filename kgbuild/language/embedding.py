"""Which predication embeds which, and what that hands down: controlled, shared and understood arguments."""

from __future__ import annotations

from dataclasses import replace

from kgbuild.language.arguments import PLACE_PREPOSITIONS, ArgumentFinder, content_clause
from kgbuild.language.clauses import CONDITIONS
from kgbuild.language.noun_phrases import prepositional
from kgbuild.language.predicates import Predicate, owners
from kgbuild.language.syntax import Syntax
from kgbuild.model import Argument, Embedding, Predication

COMPLEMENTS = frozenset(("ccomp", "xcomp", "csubj", "csubjpass"))
QUESTION_WORDS = frozenset(("when", "where", "why", "how", "whether"))
QUOTATION_MARKS = frozenset(('"', "``", "''", "“", "”"))
PAUSES = frozenset((",", "-", "–", "—", '"', "''", "``"))
CORE = frozenset(("nsubj", "nsubjpass", "dobj", "attr", "dative", "oprd", "agent"))
EVENT_LABELS = PLACE_PREPOSITIONS | frozenset(
    ("time", "between", "with", "against", "on", "over", "across", "from", "to", "among")
)
COMPLEMENT_PREPOSITIONS = frozenset(
    ("of", "from", "for", "into", "about", "against", "to", "on", "in", "at", "over", "with", "that")
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
        for i in order:
            self.hand_down(i)
        for i in order:
            self.share(i)

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
        if dep in ("ccomp", "advcl") and direct and self._is_inverted(i):
            kind, word = "condition", "if"
        elif dep in COMPLEMENTS and direct:
            kind, label = "complement", "subject" if dep.startswith("csubj") else "clause"
            if dep == "xcomp" and word == "to" and self._is_purpose(parent):
                kind, label = "purpose", ""
        elif dep == "conj" and direct and self._is_quoted_on(parent, top):
            kind, label = "complement", "clause"
        elif dep == "conj" and direct and self._is_rejected_alternative(top):
            word = "rather than"
        elif dep == "conj" and direct:
            kind = "coordination"
            p.embedder = self._said_as_well(i, parent)
        elif dep == "advcl" and direct:
            kind = self._adverbial(i, word)
            above = self.predications[parent]
            if kind == "adverbial" and self._is_question_word(word, above, top):
                kind, label = "complement", "clause"
            elif word == "for" and f"{above.lemma} for" in self.finder.lexicon.complement_verbs:
                kind, label = "complement", "clause"  # "called for troops to be withdrawn"
        elif dep == "relcl" and direct and self._is_content(top, parent):
            kind, label = "complement", "clause"
        elif dep == "relcl":
            kind = "relative"
            if p.form == "infinitive" and word == "to":
                kind, label = ("complement", "clause") if direct else ("purpose", "")
        elif dep == "acl":
            finite = any(s.lowers[c] == "that" and s.deps[c] == "mark" for c in s.children[top])
            if direct and (p.form == "infinitive" or finite):
                kind, label = "complement", "clause"
            else:
                kind = "purpose" if p.form == "infinitive" else "participle"
        elif dep == "pcomp":
            label = self._preposition(s.heads[top], top)
            word = word or label
            kind = "complement" if label in COMPLEMENT_PREPOSITIONS and len(path) == 2 else "adverbial"
        elif dep in CORE and direct:
            kind = "complement"
        elif dep == "pobj" and len(path) == 2:
            word = self._preposition(s.heads[top], top)
            kind = "complement" if word in ("of", "for", "against", "to", "about", "by", "with") else "adverbial"
        elif dep == "pobj" and len(path) == 3 and path[2] == "advmod":
            word = self._preposition(s.heads[top], top)  # "far from an agreement"
        elif dep == "pobj" and len(path) == 3 and path[2] in CORE and self._is_part(top):
            kind = "complement"  # a series of attacks
        elif dep == "compound" and (
            (len(path) == 2 and path[1] in CORE) or (len(path) == 4 and path[3] in CORE and self._is_part(s.heads[top]))
        ):
            kind = "complement"  # an aid programme, part of an aid programme
        elif dep == "conj" and p.category == "noun" and path[1] in CORE:
            kind = "complement"
        elif dep == "parataxis":
            kind = "adverbial"
        p.embedding, p.embedding_word = kind, word
        if label and p.form != "nominal":
            clause = Argument(label, p.clause, p.span, p.token, "clause", i)
            self.predications[parent].arguments.append(clause)
        for argument in self.predications[parent].arguments:
            if argument.token in self.predicates[i].owned and argument.predication is None:
                argument.predication = i

    def _is_part(self, noun: int) -> bool:
        """ "a series of attacks", "part of the programme": a noun below one that counts or measures it."""
        return self.s.lemmas[self.s.heads[self.s.heads[noun]]] in self.finder.lexicon.partitives

    def _is_content(self, top: int, parent: int) -> bool:
        """ "the report that rebels had left": a clause that the parser took for a relative one."""
        return self.predications[parent].category == "noun" and content_clause(self.s, top)

    def _said_as_well(self, i: int, first: int) -> int:
        """ "said the talks had failed and blamed the hosts": what the verb is coordinated with, the speaker's own verb.

        Only a verb of saying in the simple past, beside a clause without marker in a compound tense, goes up.
        """
        s, p, cue = self.s, self.predications[i], self.predications[first].embedder
        verb, tops = self.predicates[first].finite, self.tops[first]
        if (
            cue is None
            or s.tags[self.tops[i]] != "VBD"
            or s.deps[tops] != "ccomp"
            or s.tags[self.predications[cue].token] != "VBD"
            or p.lemma not in self.finder.lexicon.complement_verbs
            or any(s.deps[c] in ("nsubj", "nsubjpass") for c in s.children[p.token])
            or any(s.deps[c] == "mark" for c in s.children[verb])
        ):
            return first
        saying = self.finder.lexicon.complement_verbs
        groups = saying.get(p.lemma, frozenset()), saying.get(self.predications[cue].lemma, frozenset())
        compound = any(s.deps[c] in ("aux", "auxpass") for c in s.children[verb])
        content = any(s.deps[c] in ("dobj", "ccomp") for c in s.children[p.token])
        return cue if compound and content and all("nonFactive" in g for g in groups) else first

    def _is_rejected_alternative(self, top: int) -> bool:
        """ "retreat rather than fight": no second thing that they did."""
        return any(self.s.deps[c] == "cc" and self.s.lowers[c] == "than" for c in self.s.children[self.s.heads[top]])

    def _is_quoted_on(self, parent: int, top: int) -> bool:
        """ "We lost," he said, "and we left": what follows the cue in quotation marks is said too."""
        s, cue = self.s, self.predications[parent]
        if "nonFactive" not in self.finder.lexicon.complement_verbs.get(cue.lemma, ()):
            return False
        marks = sum(1 for t in range(cue.token + 1, top) if s.words[t] in QUOTATION_MARKS)
        return marks % 2 == 1

    def _is_inverted(self, i: int) -> bool:
        """ "Had they attacked, …", "Should talks fail, …": an auxiliary before the subject makes a condition."""
        s, verb = self.s, self.predicates[i].finite
        first = s.left[verb]
        return (
            first < verb
            and s.lowers[first] in ("had", "should", "were")
            and s.deps[first] in ("aux", "auxpass")
            and any(s.deps[c] in ("nsubj", "nsubjpass") and c > first for c in s.children[verb])
        )

    def _is_purpose(self, parent: int) -> bool:
        """ "used drones to attack": an infinitive beside the object of a verb that takes no infinitive itself."""
        p = self.predications[parent]
        has_object = any(self.s.deps[c] == "dobj" for c in self.s.children[p.token])
        return p.category == "verb" and has_object and self.finder.lexicon.control.get(p.lemma) == "purpose"

    def _is_question_word(self, word: str, parent: Predication, top: int) -> bool:
        """ "knew when it would end", "explained how it works": a question in the place of an object."""
        if word not in QUESTION_WORDS or top < parent.token or parent.argument("object", "clause"):
            return False
        groups = self.finder.lexicon.complement_verbs.get(parent.lemma, frozenset())
        return "factive" in groups if word == "when" else bool(groups & {"factive", "nonFactive"})

    def _preposition(self, preposition: int, governed: int) -> str:
        above = self.s.heads[preposition]
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
                    return s.lowers[child]
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
        if word == "to" or p.form == "infinitive":
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
        if "nonFactive" not in self.finder.lexicon.complement_verbs.get(p.lemma, ()) or p.argument("subject") is None:
            return
        if p.argument("object", "clause", "second-object") is not None:
            return
        first = s.left[self.tops[i]]
        if s.words[first] not in PAUSES and (first == 0 or s.words[first - 1] not in PAUSES):
            return
        parent = self.predications[p.embedder]
        reports = "nonFactive" in self.finder.lexicon.complement_verbs.get(parent.lemma, ())
        if reports and s.deps[self.tops[i]] in ("ccomp", "dep"):  # a complement indeed
            return
        if parent.argument("clause") is not None and parent.argument("clause").predication == i:  # type: ignore[union-attr]
            parent.arguments = [a for a in parent.arguments if a.predication != i]
        p.embedder, p.embedding, p.embedding_word = parent.embedder, parent.embedding, parent.embedding_word
        parent.embedder, parent.embedding, parent.embedding_word = i, "complement", ""
        p.arguments.append(Argument("clause", parent.clause, parent.span, parent.token, "clause", parent.index))

    # ---- arguments handed down

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
        if p.argument(role) is not None or (use is not None and use.support == "occurrence"):
            return
        if p.embedding == "coordination":
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

    def nominal_subject(self, p: Predication, parent: Predication) -> None:
        """ "announced a withdrawal", "completed the deployment": who announces and completes does it."""
        if p.category != "noun" or parent.category != "verb":
            return
        joins = (parent.idiom or f"{parent.lemma} {p.embedding_word}") in self.finder.lexicon.shared_subject
        governed = not parent.passive and any(a.token == p.token for a in parent.arguments)
        if joins and governed and not p.argument("subject"):
            self.inherit(p, "subject", parent.all_arguments("subject"))  # "took part in the raid"
        if p.embedding != "complement":
            return
        if parent.passive and parent.lemma in self.finder.lexicon.witnessing:
            self.reported_nominal(p, parent)
        if p.argument("subject", "between"):
            return
        shared = parent.lemma in self.finder.lexicon.shared_subject and not parent.passive
        if shared and any(a.predication == p.index and a.label == "object" for a in parent.arguments):
            self.inherit(p, "subject", parent.all_arguments("subject"))

    def reported_nominal(self, p: Predication, parent: Predication) -> None:
        """ "Clashes were reported between the army and rebels near Gao": what follows belongs to the clashes."""
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
        control = self.finder.lexicon.control.get(parent.lemma, "")
        moved = p.embedding == "purpose" and control == "object"  # "sent troops to fight"
        if parent.category == "verb" and not parent.passive and (p.embedding == "complement" or moved):
            objects = parent.all_arguments("second-object") or parent.all_arguments("object")
            if not objects and p.embedding_word == "to":  # "called on Arabs to unite"
                for a in parent.arguments:
                    if a.token < p.token and self.finder.lexicon.control.get(f"{parent.lemma} {a.label}") == "object":
                        objects.append(a)
            if objects and self.finder.lexicon.control.get(parent.lemma, "object") != "subject":
                return [a for a in objects if a.kind != "clause"]
        if p.passive and p.embedding == "participle" and self._is_result(i, parent):
            return parent.all_arguments("object")
        if parent.passive and p.embedding == "participle" and p.token > parent.token and parent.argument("subject"):
            return parent.all_arguments("subject")  # "was attacked by gunmen, killing five"
        found = self.surface_subject(parent)
        if not found and parent.category == "noun" and parent.embedder is not None and p.form == "infinitive":
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
        lexicon = self.finder.lexicon
        return any(above.lemma in verbs for verbs in (lexicon.shared_subject, lexicon.planning, lexicon.light_verbs))

    def inherit(self, p: Predication, role: str, found: list[Argument]) -> None:
        for argument in found:
            if argument.token != p.token and argument.kind != "clause":
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
        if any(c > first.token and s.deps[c] not in ("cc", "conj", "punct", "prt") for c in s.children[first.token]):
            return
        if p.token - s.right[first.token] > 0 or any(s.deps[t] == "punct" for t in range(first.token, p.token)):
            return
        self.inherit(first, "object", p.all_arguments("object"))
