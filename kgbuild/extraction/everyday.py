"""Words of politics and war where something everyday is meant, by what stands around them.

Four signs that no lexicon entry can see alone. The *domain*: in a sports report teams attack, meet and sign, and so do
players in its sentences (one sense per discourse: Gale, Church and Yarowsky 1992; domains: Magnini et al. 2002). The
*cause*: storms, diseases and accidents hit, kill and force, and nobody wills it. The *people*: what families,
customers, players and shops agree, ask and offer each other is no politics, nor what somebody does of whom nothing is
known but the name. The *reader*: what a text bids its reader do ("visit our shop") nobody has done.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Doc

from kgbuild.entities.usage import words_of_role
from kgbuild.extraction.argument_types import INANIMATE, ArgumentTypes
from kgbuild.extraction.frames import Match
from kgbuild.language.syntax import syntax_of
from kgbuild.model import Argument, Entity, Predication
from kgbuild.ontology import Ontology

SPORT_SHARE = 0.02  # of the words of an article that are words of sport, from which it is a sports report
SPORT_WORDS = 4  # different ones, at least
IN_SENTENCE = 2  # words of sport that make a sentence one of sport
DOMAIN_SENSE = "sportSense"  # the category of verbs and nouns that mean something else in sport
PLAY = "sportFigure"  # of those that there name moves of the game, no event at all
FORCE, PRIVATE_PERSON, ADVISER = "forceOfNature", "privatePerson", "adviser"  # categories of the lexicon
BUSINESS, SERVED, WITHHELD = "business", "servedPerson", "withheldWord"
ADVICE = frozenset(("THREATEN", "REQUEST", "REJECT"))
MISHAPS = ("Accident", "Disaster", "Illness", "SportsEvent")
MISHAP_LABELS = frozenset(("in", "after", "by", "during", "from", "when", "subject"))
MISFORTUNES = frozenset(("Death", "Disaster", "Escape", "Explosion", "Survival"))  # that teams have as well
HARM = ("Killing", "Wounding", "DestructionOfProperty")
UNWILLED = frozenset(("ASSAULT", "COERCE", "THREATEN", "SANCTION", "PROTEST", "MOBILIZE", "ACCUSE"))
SOCIAL = frozenset(("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "REQUEST", "REJECT", "THREATEN"))
SERVICES = frozenset(("AGREE", "AID", "CONCEDE", "COOPERATE", "SUPPORT", "COERCE"))
PUBLIC = frozenset(("Government", "GovernmentBody", "PoliticalParty", "InternationalOrganisation", "ArmedForce"))
DEEDS = frozenset(("COERCE", "CONCEDE", "SUPPORT", "COOPERATE", "REQUEST", "ACCUSE"))  # which nothing inanimate does
NAMELESS_DEEDS = frozenset(("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID"))
FORCES = frozenset(("ArmedForce", "ArmedGroup", "GovernmentBody"))
UNKNOWN = frozenset(("", "CVL"))  # sectors of people of whom the article says no office
WISHES = frozenset(("Promise", "Willingness"))
UNOFFICIAL = frozenset(("", "BUS"))
HANDLED = frozenset(("Weapon", "Vehicle"))  # by somebody: "a warship captured the pirates"
CIVIL_TITLES = frozenset(("mr.", "mrs.", "ms.", "dr.", "prof."))
QUALIFIED = frozenset(("NOUN", "PROPN", "ADJ", "NUM"))  # what follows a participle that qualifies it
READER = frozenset(("you", "yourself", "yours", "your"))
WRITER = frozenset(("i", "me", "my", "myself"))


class EverydayReader:
    """Tells everyday senses in one article."""

    def __init__(
        self,
        doc: Doc,
        predications: Sequence[Predication],
        matches: Mapping[int, Match],
        types: ArgumentTypes,
        ontology: Ontology,
    ) -> None:
        self.syntax = syntax_of(doc)
        self.predications = predications
        self.matches = matches
        self.types = types
        self.ontology = ontology
        self.naming = {p.token: p.index for p in predications}
        self.sport = self._sport_sentences()

    def _sport_sentences(self) -> frozenset[int]:
        """The sentences in which words have the senses of sport: all of a sports report."""
        s, words = self.syntax, words_of_role("sport-word")
        at = [i for i, word in enumerate(s.lowers) if word in words]
        self.report = False
        if len({s.lowers[i] for i in at}) >= SPORT_WORDS and len(at) >= SPORT_SHARE * len(s.lowers):
            self.report = True
            return frozenset(range(len(s.sentences)))
        said: dict[int, set[str]] = {}
        for i in at:
            said.setdefault(s.sentence_of[i], set()).add(s.lowers[i])
        return frozenset(number for number, found in said.items() if len(found) >= IN_SENTENCE)

    def means_other(self, match: Match, kind: str, attributed: bool) -> bool:
        """Whether the words name no such event at all."""
        if (not attributed and self._instructs(match.predication)) or self._names_people(match.predication):
            return True
        if kind == "Appointment" and any(self._is_proper_person(a) for a in match.fillers("outcome")):
            return True  # "a guard named Lida"
        if self.ontology.lookup(PLAY, match.predication.lemma) and self._in_sport(match.predication):
            return True
        hard = kind in MISFORTUNES or self.ontology.plover_types.get(kind, "") in UNWILLED
        return hard and self._has_sport_sense(match)

    def is_private(self, match: Match, kind: str, attributed: bool, about: Sequence[Argument] = ()) -> bool:
        """Whether the event is literal but none of politics: of sport, done by no will, or among private people.

        `about` are its recipients besides those of its frame.
        """
        plover = self.ontology.plover_types.get(kind, "")
        if not plover or self._has_sport_sense(match):
            return True
        if self.report and plover in SOCIAL and not any(self._governs(a) for _, a in match.roles):
            return True
        if plover in UNWILLED and (self._by_nature(match) or self._in_mishap(match, kind)):
            return True
        if plover == "REJECT" and self._withholds(match.predication):
            return True
        if plover in DEEDS and self._without_doer(match):
            return True
        if plover == "CONSULT" and any("MediaOutlet" in self.types.of(a) for a in match.fillers("recipient")):
            return True  # an interview
        if plover in NAMELESS_DEEDS and self._by_unknown_person(match, about):
            return True
        if plover == "AGREE" and match.entry.evokes in WISHES and self._by_nobody(match):
            return True
        if plover == "THREATEN" and any(self._is_force(a) for a in match.fillers("topic")):
            return True
        advising = plover in ADVICE and not self.ontology.is_a(kind, "Threat")  # "doctors threatened to strike" do not
        if (advising or self.ontology.is_a(kind, "Investigation")) and self._is_advice(match, attributed):
            return True
        if self.ontology.is_a(kind, "Visit") and match.fillers("actor"):  # tourists in Rome
            return all(self._private(a, attributed) for a in match.fillers("actor"))
        return plover in SOCIAL | SERVICES and self._among_private_people(match, plover, attributed)

    def _instructs(self, p: Predication) -> bool:
        """An imperative: "Visit our shop", "Let us know"."""
        s = self.syntax
        if p.category != "verb" or p.form != "infinitive" or p.embedder is not None or p.passive:
            return False
        if p.argument("subject") is not None or s.tags[p.token] not in ("VB", "VBP"):
            return False
        before = s.lowers[p.token - 1] if p.token else ""
        return before != "to"

    def _is_proper_person(self, argument: Argument) -> bool:
        return self.syntax.pos[argument.token] == "PROPN" and self.syntax.ents[argument.token] == "PERSON"

    def _names_people(self, p: Predication) -> bool:
        """ "The accused", "the wounded": those of whom it is true, not that it happens."""
        s, at = self.syntax, p.token
        if p.category != "verb" or s.tags[at] not in ("VBN", "VBD") or not at or s.lowers[at - 1] != "the":
            return False
        return at + 1 == len(s.words) or s.pos[at + 1] not in QUALIFIED

    def _has_sport_sense(self, match: Match) -> bool:
        if not self.ontology.lookup(DOMAIN_SENSE, match.predication.lemma.split()[0]):
            return False
        if self._in_sport(match.predication):
            return True
        return any("SportsTeam" in self.types.of(a) for _, a in match.roles)

    def _in_sport(self, p: Predication) -> bool:
        return self.syntax.sentence_of[p.token] in self.sport

    def _governs(self, argument: Argument) -> bool:
        return not PUBLIC.isdisjoint(self.types.of(argument))

    def _by_nature(self, match: Match) -> bool:
        p = match.predication
        doers = [*match.fillers("actor"), *p.all_arguments("subject", "by", "as")]
        if any(self._is_force(a) for a in doers):
            return True
        victims = match.fillers("recipient") or match.fillers("theme")
        return bool(victims) and all(self._is_force(a) and HANDLED.isdisjoint(self.types.of(a)) for a in victims)

    def _withholds(self, p: Predication) -> bool:
        """ "Declined to comment"."""
        return any(
            a.label == "clause" and bool(self.ontology.lookup(WITHHELD, self.syntax.lemmas[a.token]))
            for a in p.arguments
        )

    def _without_doer(self, match: Match) -> bool:
        """ "Costs forced the firm to close", "the app allows users to": a thing does it, not a text nor an event."""
        actors = match.fillers("actor")
        return bool(actors) and all(
            INANIMATE in (classes := self.types.of(a))
            and classes.isdisjoint(HANDLED)
            and not self.types.is_agent(a)
            and not self._coded_event(a)
            and not self._of_force(a)
            for a in actors
        )

    def _coded_event(self, argument: Argument) -> bool:
        inner = self.matches.get(self.naming.get(argument.token, -1))
        return inner is not None and inner.entry.evokes in self.ontology.plover_types

    def _of_force(self, argument: Argument) -> bool:
        """ "Rebel elements", "army units"."""
        return any(
            child < argument.token and not FORCES.isdisjoint(self.types.of_token(child))
            for child in self.syntax.children[argument.token]
        )

    def _by_unknown_person(self, match: Match, about: Sequence[Argument]) -> bool:
        """Whether people of whom no office is known do it, to nobody who has one."""
        actors, others = match.fillers("actor"), [*match.fillers("recipient"), *about]
        if not actors or not all(self._unknown(a) for a in actors):
            return False
        return all(self._unknown(a) or not self._has_standing(a) for a in others)

    def _entity(self, argument: Argument) -> Entity | None:
        mention = self.types.resolution.at(argument.token)
        return self.types.resolution.entities.get(mention.entity) if mention is not None else None

    def _unknown(self, argument: Argument) -> bool:
        entity = self._entity(argument)
        if entity is None or entity.type != "Person" or entity.office or entity.affiliation:
            return False
        if entity.country and not entity.sector:
            return False
        return entity.sector in UNKNOWN and not self._has_rank(argument.token)

    def _has_rank(self, token: int) -> bool:
        """ "Lt. Gen. Hule"; no more than an initial is "J."."""
        s = self.syntax
        titles = (s.lowers[child] for child in s.children[token] if child < token and s.pos[child] == "PROPN")
        return any(title.endswith(".") and len(title) > len("j.") and title not in CIVIL_TITLES for title in titles)

    def _by_nobody(self, match: Match) -> bool:
        """ "Few hoteliers are willing", "the 20-year-old plans to": what people want is no promise of a side."""
        actors = match.fillers("actor")
        return bool(actors) and all(
            self.syntax.pos[self.types.measured(a.token)] in ("NOUN", "ADJ")
            and (entity := self._entity(a)) is not None
            and entity.sector in UNOFFICIAL
            and not entity.country
            and not self._governs(a)
            and all(self.syntax.pos[child] != "PROPN" for child in self.syntax.children[a.token])  # "Dinka chiefs"
            for a in actors
        )

    def _has_standing(self, argument: Argument) -> bool:
        """Whether it acts in public: a name, or somebody whose sector the words tell."""
        entity = self._entity(argument)
        told = entity is not None and entity.sector not in UNKNOWN
        return self.types.is_agent(argument) and (told or self.types.is_named(argument))

    def _in_mishap(self, match: Match, kind: str) -> bool:
        """ "Injured in a crash": an accident, a disaster, a game."""
        if not any(self.ontology.is_a(kind, name) for name in HARM):
            return False
        for argument in match.predication.arguments:
            if argument.label in MISHAP_LABELS and (index := self.naming.get(argument.token)) is not None:
                inner = self.matches.get(index)
                if inner is not None and any(self.ontology.is_a(inner.entry.evokes, name) for name in MISHAPS):
                    return True
        return False

    def _among_private_people(self, match: Match, plover: str, attributed: bool) -> bool:
        actors, others = match.fillers("actor"), match.fillers("recipient")
        if not actors:  # "guests are asked to"
            return plover == "REQUEST" and bool(others) and all(self._private(a, attributed) for a in others)
        if plover in SOCIAL and all(self._private(a, attributed) for a in actors):
            return all(self._private(a, attributed) or not self.types.is_agent(a) for a in others)
        served = all(self._is_served(a, attributed) for a in others)
        return served and plover in SERVICES and all(self._serves(a) for a in actors)

    def _is_served(self, argument: Argument, attributed: bool) -> bool:
        head = self.types.measured(argument.token)
        if self._private(argument, attributed) or not self.types.is_agent(argument):
            return True
        return self.syntax.pos[head] == "NOUN" and self._named(SERVED, head)

    def _is_advice(self, match: Match, attributed: bool) -> bool:
        """ "Doctors warn that": what those who know say to whom it may concern."""
        actors = match.fillers("actor")
        if not actors or not all(self._named(ADVISER, self.types.measured(a.token)) for a in actors):
            return False
        others = match.fillers("recipient")
        return all(self._private(a, attributed) or not self.types.is_agent(a) for a in others)

    def _is_force(self, argument: Argument) -> bool:
        """A storm or a disease, also by its name: "Hurricane Iris"."""
        s, token = self.syntax, argument.token
        if s.pos[token] == "PROPN":
            first = s.sentences[s.sentence_of[token]][0]  # a capital there says nothing: "Tragedy struck"
            return self._named(FORCE, token if token == first else token - 1)
        if self.types.is_agent(argument):
            return False
        return "Disease" in self.types.of(argument) or self._named(FORCE, self.types.measured(token))

    def _private(self, argument: Argument, attributed: bool) -> bool:
        """Whether it is a private person; "I" is the writer where nobody is quoted."""
        word = self.syntax.lowers[argument.token]
        if word in READER or (word in WRITER and not attributed):
            return True
        token = self.types.measured(argument.token)
        return self.syntax.pos[token] == "NOUN" and self._named(PRIVATE_PERSON, token)

    def _serves(self, argument: Argument) -> bool:
        if self.syntax.pos[argument.token] == "PROPN":
            return "Company" in self.types.of(argument)
        return self._named(BUSINESS, argument.token)

    def _named(self, category: str, token: int) -> bool:
        return bool(self.ontology.lookup(category, self.syntax.lemmas[token].lower()))
