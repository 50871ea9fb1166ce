"""Of which classes an argument is: by the entity that it refers to, and by the noun that heads it."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from kgbuild.entities.linker import Resolution
from kgbuild.language.syntax import syntax_of
from kgbuild.model import Argument
from kgbuild.ontology import Ontology

PERSONAL_PRONOUNS = frozenset(("i", "he", "she", "him", "her", "we", "us", "me", "who", "whom", "himself", "herself"))
PERSONAL_PRONOUNS |= {f"{which}{person}" for which in ("some", "any", "every", "no") for person in ("one", "body")}
THINGS = frozenset(("what", "whatever", "something", "anything", "nothing", "everything"))
UNTYPED = frozenset(("Thing", "Entity"))
AGENT_PLACES = frozenset(("Country", "Region", "City", "Continent"))  # places named for those who govern or live there
MEASURE = "Measure"  # the noun class of heads that only count or part what follows "of"
UNRESOLVED = "UnresolvedName"  # of a name of which only the statistical model says what it is
SCORE = "Score"  # of a number with an article: "shot a 67"
WEB_ADDRESS = "WebAddress"
INANIMATE = "Inanimate"  # of what cannot act by will: a thing, an idea, an event, but not a text, which may speak
WITH_A_WILL = frozenset(("Agent", "Text", *AGENT_PLACES))
IDEAS = frozenset(("Abstract", "Money", "Price", "Relations"))
MODEL_TYPES = {
    "PERSON": "Person",
    "GPE": "Country",
    "ORG": "Organisation",
    "NORP": "GroupOfPeople",
    "LOC": "Place",
    "FAC": "Facility",
}
ADDRESS = re.compile(r"(?:https?:|www\.)|\w\.(?:com|org|net|gov|edu|info|co)\b", re.IGNORECASE)
ARTICLES = frozenset(("a", "an"))
NOT_ANY = frozenset(("no", "few"))  # determiners
TIMES = frozenset(("DATE", "TIME"))
NOMINAL = frozenset(("NOUN", "PROPN", "PRON"))


class ArgumentTypes:
    """The classes of arguments of one article, each with all above it; looked up once a head word."""

    def __init__(self, doc: Doc, resolution: Resolution, ontology: Ontology) -> None:
        self.syntax = syntax_of(doc)
        self.resolution = resolution
        self.ontology = ontology
        self.known: dict[int, frozenset[str]] = {}
        self.named_agents: dict[int, bool] = {}

    def of(self, argument: Argument) -> frozenset[str]:
        """All classes of an argument; empty where nothing is known of it."""
        return self.of_token(argument.token)

    def of_token(self, token: int) -> frozenset[str]:
        found = self.known.get(token)
        if found is None:
            found = self.known[token] = self._find(token)
        return found

    def _find(self, token: int) -> frozenset[str]:
        s = self.syntax
        nouns = self._noun_classes(token) if s.pos[token] != "PROPN" else frozenset[str]()
        named: set[str] = set()
        mention = self.resolution.at(token)
        entity = self.resolution.entities.get(mention.entity) if mention is not None else None
        if entity is not None and entity.type not in UNTYPED and not (entity.local and nouns):
            named.add(entity.type)
        elif s.pos[token] == "PRON" and s.lowers[token] in PERSONAL_PRONOUNS:
            named.add("Person")
        elif s.lowers[token] in THINGS:
            named.add(INANIMATE)
        doubtful = entity is None or entity.type == "Agent"  # a lone name, which only the model takes for a person's
        if doubtful and s.ents[token] in MODEL_TYPES and s.pos[token] == "PROPN":
            named.add(MODEL_TYPES[s.ents[token]])
        self.named_agents[token] = not AGENT_PLACES.isdisjoint(named)
        if entity is not None and not entity.local and self.ontology.is_a(entity.type, "Agent"):
            nouns -= {"Abstract"}  # Chad's forces are no force of nature
        named |= nouns
        if MEASURE in named and (measured := self.measured(token)) != token:
            named |= self.of_token(measured)
            if s.pos[measured] == "PRON" and not self.of_token(measured):  # "four of them": of whom is open
                named.discard(MEASURE)
            self.named_agents[token] = self.named_agents[measured]
        elif MEASURE in named and s.pos[token] == "NUM":  # "arrested four": of what, the words do not say
            named.discard(MEASURE)
        if s.pos[token] == "NUM" and any(s.lowers[child] in ARTICLES for child in s.children[token]):
            named.add(SCORE)
        if self._is_sum(token):
            named.add("Money")
        elif "." in s.words[token] and ADDRESS.search(s.words[token]):
            named.add(WEB_ADDRESS)
        classes: set[str] = set()
        for name in named:
            classes |= self.ontology.superclasses.get(name, frozenset((name,)))
        if s.pos[token] == "NOUN" and classes.isdisjoint(WITH_A_WILL) and (classes or self._names_event(token)):
            classes.add(INANIMATE)
        if classes and s.pos[token] == "PROPN" and mention is not None and mention.rule == "named-entity":
            classes.add(UNRESOLVED)
        return frozenset(classes)

    def _is_sum(self, token: int) -> bool:
        """Whether a currency sign stands with the number or with what multiplies it: "$50,000", "$300 million"."""
        s = self.syntax
        return any(
            s.tags[child] == "$" or (s.pos[child] == "NUM" and any(s.tags[below] == "$" for below in s.children[child]))
            for child in s.children[token]
        )

    def _names_event(self, token: int) -> bool:
        entries = self.ontology.lookup("noun", self.syntax.lemmas[token])
        return any(self.ontology.is_event(entry.evokes) for entry in entries)

    def _noun_classes(self, token: int) -> frozenset[str]:
        """Of the longest term that the noun ends or begins: "travel ban", "state of emergency", then the noun alone."""
        known, lemmas = self.ontology.noun_classes, self.syntax.lemmas
        if token + 2 < len(lemmas) and lemmas[token + 1] == "of":
            found = known.get(f"{lemmas[token]} of {lemmas[token + 2]}")
            if found:
                return found
        if token and (found := known.get(f"{lemmas[token - 1]} {lemmas[token]}")):
            return found
        return known.get(lemmas[token], frozenset())

    def may_be_agent(self, argument: Argument) -> bool:
        """Whether nothing speaks against its being an agent."""
        return self.is_agent(argument) or (argument.predication is None and not self.of(argument))

    def is_agent(self, argument: Argument) -> bool:
        """Whether it can act: an agent, or a place that stands for one."""
        return "Agent" in self.of(argument) or self.named_agents[argument.token]

    def is_site(self, argument: Argument) -> bool:
        """Whether it is a building by its noun, though those in it may act: "Malawi's schools", "a hospital"."""
        sites = not self.of(argument).isdisjoint(("Facility", "Building"))
        return sites and self.syntax.pos[argument.token] == "NOUN" and "GovernmentBody" not in self.of(argument)

    def does_nothing(self, argument: Argument) -> bool:
        """Whether it is an idea, a sum, a figure or a time, by which things happen but which does none."""
        if self.syntax.ents[argument.token] in TIMES or self.syntax.lowers[argument.token] == "nothing":
            return True  # "Monday saw a raid", "shortly before 9:30am the premier": read as a subject
        classes = self.of(argument)
        return INANIMATE in classes and "Position" not in classes and not classes.isdisjoint(IDEAS)

    def is_nobody(self, argument: Argument) -> bool:
        """ "No state", "nobody", "few of the chiefs"; not "none of the chiefs", who are known."""
        s, token = self.syntax, argument.token
        few = s.lowers[token] == "few" and s.lowers[token - 1] != "a"
        few = few or any(s.lowers[c] in NOT_ANY and s.lowers[c - 1] != "a" for c in s.children[token] if c < token)
        return few or s.lowers[token] == "nobody" or (s.lowers[token] == "one" and s.lowers[token - 1] == "no")

    def is_named(self, argument: Argument) -> bool:
        """Whether it is a name or a demonym."""
        token = argument.token
        return (
            bool(self.syntax.ents[token]) or self.syntax.pos[token] == "PROPN" or self.resolution.at(token) is not None
        )

    def measured(self, token: int) -> int:
        """The noun that a noun of measure is about ("tons of wheat", "a group of soldiers"), else the noun itself."""
        s = self.syntax
        if MEASURE not in self.ontology.noun_classes.get(s.lemmas[token], ()):
            return token
        for child in s.children[token]:
            if s.lowers[child] == "of" and child > token:
                return next((below for below in s.children[child] if s.pos[below] in NOMINAL), token)
        return token

    def is_place(self, argument: Argument) -> bool:
        return "Place" in self.of(argument)
