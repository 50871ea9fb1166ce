"""Which words of a text name predications: verbs, event nouns, predicative adjectives.

A predicate may own several tokens: a light verb and its noun ("launched an investigation"), a copula and its adjective
("is ready"), a semi-modal and its verb ("has to leave"). Their dependents are all arguments of the one predication.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from kgbuild.language.predicate_lexicon import LightVerb, PredicateLexicon
from kgbuild.language.syntax import Syntax
from kgbuild.model import Category

NO_PREDICATE = frozenset(
    ("aux", "auxpass", "amod", "compound", "prep", "case", "mark", "punct", "det", "nmod", "cc", "intj")
)
SUBJECTS = frozenset(("nsubj", "nsubjpass"))
COPULAS = frozenset(
    ("be", "become", "remain", "seem", "appear", "stay", "feel", "look", "get", "grow", "turn", "prove")
)
SEMI_MODALS = {
    "have": "have to",
    "need": "need to",
    "use": "used to",
    "go": "be going to",
    "be": "be to",
    "ought": "ought to",
}
PARTICLES = frozenset(
    ("up", "down", "off", "out", "away", "back", "apart", "aside", "over", "through", "along", "forward")
)
GERUND_PLACES = frozenset(("nsubj", "nsubjpass", "dobj", "pobj", "pcomp", "attr", "ROOT", "conj"))
NOT_YET = "have yet to"
WH_TAGS = frozenset(("WDT", "WP"))


@dataclass(slots=True)
class Predicate:
    """The tokens behind one predication."""

    token: int  # that names it
    verb: int | None  # that carries clause, voice and tense: the verb itself, its light verb or copula
    carriers: tuple[int, ...]  # semi-modals above the verb, the highest first
    category: Category
    construction: str = ""
    support: str = ""  # lemma of the light verb or copula
    use: LightVerb | None = None
    modal: str = ""  # of the carriers
    particle: int | None = None

    @property
    def owned(self) -> tuple[int, ...]:
        """Its tokens, the finite one first, the naming one last."""
        verb = () if self.verb is None or self.verb == self.token else (self.verb,)
        return (*self.carriers, *verb, self.token)

    @property
    def finite(self) -> int:
        """The token that carries tense and subject."""
        return self.owned[0]


def find_predicates(syntax: Syntax, lexicon: PredicateLexicon) -> list[Predicate]:
    """The predicates of a text, in the order of the words that name them."""
    return _Finder(syntax, lexicon).predicates()


def verb_form(syntax: Syntax, verb: int, lexicon: PredicateLexicon) -> tuple[str, int | None]:
    """The lemma with its particle, and the particle's token.

    The parser's own label decides, and where it says adverb or preposition, the lexicon ("shot down ten drones").
    """
    lemma = verb_lemma(syntax, verb, lexicon)
    for child in syntax.children[verb]:
        dep = syntax.deps[child]
        if dep == "prt":
            return f"{lemma} {syntax.lowers[child]}", child
        if (
            child > verb
            and syntax.lowers[child] in PARTICLES
            and (dep == "advmod" or (dep == "prep" and child == verb + 1))
        ):
            form = f"{lemma} {syntax.lowers[child]}"
            if form in lexicon.verbs:
                return form, child
    return lemma, None


def verb_lemma(syntax: Syntax, verb: int, lexicon: PredicateLexicon) -> str:
    """The lemma, with the final e that rules of spelling lose ("raged": rage, not rag)."""
    lemma = syntax.lemmas[verb]
    if verb > 1 and syntax.words[verb - 1] == "-":
        for whole in (f"{syntax.lowers[verb - 2]}-{lemma}", f"{syntax.lowers[verb - 2]}{lemma}"):
            if whole in lexicon.verbs:
                return whole  # "tear-gassed", "car-jacked"
    if syntax.tags[verb] in ("VBD", "VBN", "VBG", "VBZ") and lemma not in lexicon.verbs:
        if lemma + "e" in lexicon.verbs:
            return lemma + "e"
        if lemma[-1:] == lemma[-2:-1] and lemma[:-1] in lexicon.verbs:
            return lemma[:-1]
    return lemma


def verb_idiom(syntax: Syntax, verb: int, form: str, lexicon: PredicateLexicon) -> str:
    """The idiom that a verb makes with a noun ("bring to end", "put end to"), or ""."""
    s = syntax
    object_ = s.child(verb, "dobj", "nsubjpass")
    for child in s.children[verb]:
        if s.deps[child] != "prep" or child < verb:
            continue
        below = s.child(child, "pobj")
        for idiom in (
            f"{form} {s.lowers[child]} {s.lemmas[below]}" if below is not None else "",
            f"{form} {s.lemmas[object_]} {s.lowers[child]}" if object_ is not None else "",
        ):
            if idiom in lexicon.complement_verbs:
                return idiom
    if object_ is not None:  # "an end to the war": the preposition below the noun
        for child in s.children[object_]:
            below = s.child(child, "pobj") if s.deps[child] == "prep" else None
            for idiom in (
                f"{form} {s.lemmas[object_]} {s.lowers[child]}",
                f"{form} {s.lowers[child]} {s.lemmas[below]}" if below is not None else "",  # "put the visit on hold"
            ):
                if s.deps[child] == "prep" and idiom in lexicon.complement_verbs:
                    return idiom
    return ""


def noun_lemma(syntax: Syntax, noun: int, lexicon: PredicateLexicon) -> str:
    """The lemma under which the lexicon knows an event noun; a gerund is known by its own form ("shelling")."""
    lower = syntax.lowers[noun]
    if noun > 1 and syntax.words[noun - 1] == "-" and syntax.ends[noun - 2] == syntax.begins[noun - 1]:
        whole = f"{syntax.lowers[noun - 2]}-{syntax.lemmas[noun]}"  # "sit-in"
        if whole in lexicon.event_nouns:
            return whole
    return lower if lower.endswith("ing") and lower in lexicon.event_nouns else syntax.lemmas[noun]


def is_relative(syntax: Syntax, token: int) -> bool:
    """A relative or interrogative pronoun."""
    if syntax.tags[token] in WH_TAGS:
        return True
    return syntax.lowers[token] == "that" and syntax.tags[token] == "IN"


class _Finder:
    def __init__(self, syntax: Syntax, lexicon: PredicateLexicon) -> None:
        self.s = syntax
        self.lexicon = lexicon
        self.carriers: dict[int, tuple[int, ...]] = {}  # verb -> semi-modals above it
        self.taken: set[int] = set()  # tokens that another predicate owns
        self.not_yet: set[int] = set()  # verbs under "have yet to"

    def predicates(self) -> list[Predicate]:
        verbs = [i for i in range(len(self.s.words)) if self.is_verb(i)]
        for verb in verbs:
            self.find_carrier(verb)
        found: dict[int, Predicate] = {}
        for verb in verbs:
            if verb not in self.taken:
                predicate = self.verbal(verb)
                if predicate.token not in found or found[predicate.token].verb is None:
                    found[predicate.token] = predicate
        for noun in range(len(self.s.words)):
            if noun not in found and noun not in self.taken and self.is_event_noun(noun):
                found[noun] = Predicate(noun, None, (), "noun", "nominal")
        for adjective in range(len(self.s.words)):
            if self.s.pos[adjective] == "ADJ" and adjective not in found and self.governs_clause(adjective):
                found[adjective] = Predicate(adjective, None, (), "adjective", "adjective")
        for adjective in list(found):
            if found[adjective].category == "adjective":
                for other in self.s.all_children(adjective, "conj"):
                    if self.s.pos[other] == "ADJ" and other not in found:
                        found[other] = Predicate(other, None, (), "adjective", "adjective", found[adjective].support)
        return [found[token] for token in sorted(found)]

    def governs_clause(self, adjective: int) -> bool:
        """ "a cost likely to fall": an adjective after its noun, or before a clause of its own."""
        return any(self.s.deps[c] in ("xcomp", "ccomp") and c > adjective for c in self.s.children[adjective])

    def is_verb(self, i: int) -> bool:
        pos = self.s.pos[i]
        word = self.s.words[i]
        if (
            len(word) < 2 or not word.removeprefix("'")[:1].isalpha() or "/" in word or "@" in word
        ):  # "he's" has a verb too
            return False
        return (
            (pos == "VERB" or pos == "AUX")
            and self.s.deps[i] not in NO_PREDICATE
            and self.s.tags[i] != "MD"
            and not self.is_gerund_noun(i)
        )

    def is_event_noun(self, i: int) -> bool:
        s = self.s
        if s.pos[i] not in ("NOUN", "PROPN", "VERB") or s.deps[i] in ("npadvmod", "nmod"):
            return False
        if s.deps[i] == "amod" and s.heads[i] > i:  # "the opening attack"
            return False
        if s.deps[i] == "compound" and not (
            s.lemmas[s.heads[i]] in self.lexicon.partitives and s.heads[i] == i + 1 and s.pos[i] == "NOUN"
        ):  # "an aid programme" is aid
            return False
        if s.pos[i] == "VERB":
            return self.is_gerund_noun(i)
        if s.pos[i] == "PROPN" and s.ents[i] and s.words[i][:1].isupper():
            return False
        if s.deps[i] == "pobj" and s.lowers[s.heads[i]] == "of":  # the ministry of defence
            above = s.heads[s.heads[i]]
            if s.lemmas[above] in self.lexicon.institutions and not any(s.deps[c] == "det" for c in s.children[i]):
                return False
        return noun_lemma(s, i, self.lexicon) in self.lexicon.event_nouns

    def is_gerund_noun(self, i: int) -> bool:
        """ "the shelling of", "damaged by shelling": a gerund with a determiner, or bare after "by" or as a subject."""
        s = self.s
        if s.tags[i] != "VBG" or s.lowers[i] not in self.lexicon.event_nouns or s.deps[i] not in GERUND_PLACES:
            return False
        labels = {s.deps[c] for c in s.children[i]}
        if labels & {"dobj", "nsubj", "aux", "auxpass", "xcomp", "ccomp", "neg", "prt", "advmod"}:
            return False
        if labels & {"det", "amod", "poss", "nummod"} or any(s.lowers[c] == "of" for c in s.children[i]):
            return True
        return s.deps[i] in ("nsubj", "nsubjpass") or s.lowers[s.heads[i]] in ("by", "despite", "amid", "during")

    def find_carrier(self, verb: int) -> None:
        """Semi-modals: have to, be going to, be to, need to, used to."""
        s = self.s
        if s.lemmas[verb] not in SEMI_MODALS or (s.lemmas[verb] == "go" and s.tags[verb] != "VBG"):
            return
        if any(s.deps[c] in ("dobj", "attr", "acomp", "expl", "prt") for c in s.children[verb]):
            return
        below = s.child(verb, "xcomp")
        if below is None or not any(s.tags[c] == "TO" for c in s.children[below]) or not self.is_verb(below):
            return
        self.carriers[below] = (*self.carriers.get(verb, ()), verb)
        self.taken.add(verb)
        if s.lemmas[verb] in ("have", "be") and any(
            s.lowers[c] == "yet" for c in (*s.children[verb], *s.children[below])
        ):
            self.not_yet.add(below)

    def verbal(self, verb: int) -> Predicate:
        s = self.s
        carriers = self.carriers.get(verb, ())
        modal = SEMI_MODALS[s.lemmas[carriers[-1]]] if carriers else ""
        if verb in self.not_yet:
            modal = NOT_YET
        form, particle = verb_form(s, verb, self.lexicon)
        if s.lemmas[verb] in COPULAS:
            adjective = s.child(verb, "acomp")
            if adjective is not None and s.pos[adjective] in ("ADJ", "VERB", "ADV") and adjective not in self.taken:
                self.taken.add(verb)
                return Predicate(adjective, verb, carriers, "adjective", "adjective", s.lemmas[verb], None, modal)
            if s.child(verb, "expl") is not None:
                noun = s.child(verb, "attr", "nsubj", "dobj")
                if noun is not None and self.is_event_noun(noun):
                    self.taken.add(verb)
                    occurrence = LightVerb("occurrence", "", frozenset())
                    return Predicate(noun, verb, carriers, "noun", "existential", s.lemmas[verb], occurrence, modal)
        light = None if verb_idiom(s, verb, form, self.lexicon) else self.light(verb, form)
        if light is not None:
            noun, use = light
            self.taken.add(verb)
            return Predicate(noun, verb, carriers, "noun", "light-verb", form, use, modal, particle)
        return Predicate(verb, verb, carriers, "verb", "", "", None, modal, particle)

    def light(self, verb: int, form: str) -> tuple[int, LightVerb] | None:
        """The event noun that this verb supports, with the use of the verb."""
        s = self.s
        object_ = s.child(verb, "dobj")
        if object_ is not None and s.lemmas[object_] == "place" and s.lemmas[verb] == "take":
            form = "take place"
        for use in self.lexicon.light_verbs.get(form, ()):
            noun: int | None = None
            if use.preposition:
                at = next((c for c in s.children[verb] if s.lowers[c] == use.preposition), None)
                noun = s.child(at, "pobj") if at is not None else None
            elif use.support == "occurrence":
                if object_ is None or form == "take place":
                    noun = s.child(verb, "nsubj")
            elif use.support == "affecting":
                noun = self.doer(verb)
            else:
                noun = object_ if object_ is not None else s.child(verb, "nsubjpass")
                noun = self.antecedent(verb, noun)
            noun = self.counted(noun)
            if noun is None or noun in self.taken or not self.is_event_noun(noun):
                continue
            if use.nouns and noun_lemma(s, noun, self.lexicon) not in use.nouns:
                continue
            return noun, use
        return None

    def doer(self, verb: int) -> int | None:
        """The noun that does what a verb with an object says: "a strike hit the town", "was hit by a strike"."""
        s = self.s
        agent = s.child(verb, "agent")
        if agent is not None:
            return s.child(agent, "pobj")
        if s.child(verb, "dobj") is None:
            return None
        subject = s.child(verb, "nsubj")
        with_noun = is_relative(s, subject) if subject is not None else s.tags[verb] == "VBG"
        return s.heads[verb] if with_noun and s.deps[verb] in ("acl", "relcl") else subject

    def counted(self, noun: int | None) -> int | None:
        """ "a series of attacks": the event noun that a counting noun stands before."""
        s = self.s
        if noun is not None and s.lemmas[noun] in self.lexicon.partitives and not self.is_event_noun(noun):
            for child in s.children[noun]:
                if s.deps[child] == "prep" and s.lowers[child] == "of":
                    below = s.child(child, "pobj")
                    return below if below is not None else noun
            if noun > 0 and s.heads[noun - 1] == noun and self.is_event_noun(noun - 1):
                return noun - 1
        return noun

    def antecedent(self, verb: int, noun: int | None) -> int | None:
        """The noun that a relative clause or participle stands with, where the verb's own object is missing."""
        s = self.s
        if noun is not None and not is_relative(s, noun):
            return noun
        if s.deps[verb] == "acl" and s.tags[verb] in ("VBN", "VBD") and noun is None:
            return s.heads[verb]
        if s.deps[verb] == "relcl":
            subject = s.child(verb, "nsubj")
            if noun is not None or (subject is not None and not is_relative(s, subject)):
                return s.heads[verb]
        return None


def owners(predicates: list[Predicate]) -> dict[int, int]:
    """For each token that belongs to a predicate, the predicate's index."""
    return {token: number for number, p in enumerate(predicates) for token in chain(p.owned[:-1], (p.token,))}
