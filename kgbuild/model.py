"""The plain objects that pass between the rooms, from an article to its analysis.

Offsets count Unicode code points into :attr:`Article.text` exactly as it came in, end exclusive, so
``article.text[span.begin:span.end]`` is always the words themselves. Classes, properties and concepts of the
ontology are named by their local names (``"Deployment"``, ``"actor"``, ``"Denies"``). Entities are named by a *key*,
the path of their IRI below the data namespace (``"country/UKR"``); what belongs to one article (events, claims,
quantities, times, entities known only there) is named by a *fragment* (``"event-220-228"``) of the article's IRI.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple


class Span(NamedTuple):
    """A stretch of an article's text, end exclusive."""

    begin: int
    end: int

    def covers(self, other: Span) -> bool:
        return self.begin <= other.begin and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.begin < other.end and other.begin < self.end


PartKind = Literal["headline", "paragraph", "byline", "dateline", "source", "biography", "furniture"]
ANALYSED_PARTS: frozenset[PartKind] = frozenset(("headline", "dateline", "paragraph"))


class Part(NamedTuple):
    """A block of an article's text, by what it is for the reader. Only ANALYSED_PARTS yield statements."""

    span: Span
    kind: PartKind


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it came in. `parts` cover the text's blocks in order; empty means: not yet divided."""

    id: str
    text: str
    title: str = ""
    date: str = ""  # ISO 8601 date or dateTime; "" where unknown
    authors: tuple[str, ...] = ()
    publisher: str = ""
    url: str = ""
    original_source: str = ""
    parts: tuple[Part, ...] = ()


# ---- the waist: predications


ArgumentKind = Literal["nominal", "pronoun", "clause"]


@dataclass(slots=True)
class Argument:
    """What fills one place of a predication.

    `label` is normalised: ``subject`` and ``object`` of the active voice, ``second-object``, ``clause``
    (a complement clause, finite or not), ``time``, or the lower-case preposition (``in``, ``according to``).
    `span` is the whole noun phrase without relative clauses, or the whole clause; `head` is its head word.
    """

    label: str
    span: Span
    head: Span
    token: int  # of the head word, in the Doc
    kind: ArgumentKind = "nominal"
    predication: int | None = None  # index of the predication that a clausal argument is
    inherited: bool = False  # not said here: by control, coordination, ellipsis or a relative clause


Category = Literal["verb", "noun", "adjective"]
Form = Literal["finite", "infinitive", "participle", "gerund", "nominal"]
Tense = Literal["past", "present", "future", ""]
Embedding = Literal["", "complement", "purpose", "condition", "adverbial", "relative", "participle", "coordination"]


@dataclass(slots=True)
class Predication:
    """A verb, an event noun or an adjective with its arguments, voice and light verbs undone.

    `index` is its place in the article's list of predications, in the order of the text. `lemma` holds particles
    after a space (``"carry out"``); under a light verb the noun is the predication and `support` the verb's lemma.
    """

    index: int
    token: int  # of the word that names it, in the Doc
    span: Span  # the words that name it: verb and particle, or the noun
    lemma: str
    category: Category
    form: Form
    sentence: Span
    clause: Span  # the whole clause (of a noun: the noun phrase), without a subordinating "that"
    arguments: list[Argument] = field(default_factory=list)
    passive: bool = False
    negated: bool = False
    modal: str = ""  # lemma: may, might, could, must, should, would, can, have to, …
    tense: Tense = ""
    progressive: bool = False
    perfect: bool = False
    question: bool = False
    conditional: bool = False  # stands in, or depends on, an if-clause
    support: str = ""  # lemma of the light verb
    support_span: Span | None = None
    embedder: int | None = None  # index of the predication that this one depends on
    embedding: Embedding = ""
    embedding_word: str = ""  # the marker: that, if, because, to, after …
    adverbs: tuple[str, ...] = ()  # lower-case adverbs: reportedly, allegedly, jointly …
    construction: str = ""  # active, passive, relative, light-verb, possessive-nominal, … : for explaining a match
    idiom: str = ""  # the verb with a noun that means nothing by itself: "bring to end", "put end to"

    def argument(self, *labels: str) -> Argument | None:
        """The first argument with one of these labels."""
        return next((a for a in self.arguments if a.label in labels), None)

    def all_arguments(self, *labels: str) -> list[Argument]:
        return [a for a in self.arguments if a.label in labels]


# ---- entities


Usage = Literal["literal", "metonymic", "demonym", ""]
MentionKind = Literal["name", "nominal", "pronoun"]


@dataclass(slots=True)
class Entity:
    """Something that an article names. `key` is its identity, the same in every article where that is right."""

    key: str
    type: str  # local name of its class
    label: str
    links: tuple[str, ...] = ()  # IRIs in Wikidata and GeoNames
    country: str = ""  # ISO 3166-1 alpha-3
    sector: str = ""  # PLOVER's sector: GOV MIL REB OPP CVL IGO NGO MED …
    affiliation: str = ""  # key of the organisation, government or country it belongs to
    place: str = ""  # key of the place that it is the government, capital's government or force of
    contained_in: str = ""  # key of the place that it lies in
    latitude: float | None = None
    longitude: float | None = None
    basis: str = ""  # why it is this one: gazetteer, name, name and position, this article only
    alternative_labels: tuple[str, ...] = ()
    office: str = ""  # of a well-known person: "President of France"

    @property
    def local(self) -> bool:
        """Known in its article only: the key is a fragment of the article's IRI."""
        return self.key.startswith("#")


@dataclass(slots=True)
class Mention:
    """Words that refer to an entity."""

    span: Span  # the name or noun phrase itself
    head: Span
    entity: str  # key
    kind: MentionKind
    usage: Usage = ""  # of the names of places and their demonyms
    place: str = ""  # key of the place that is named, where the entity is not that place
    rule: str = ""  # the resolution rule, for explaining


@dataclass(slots=True)
class Quantity:
    """A number in the text as the interval that it allows."""

    key: str  # "#quantity-10-24"
    span: Span
    minimum: float | None
    maximum: float | None
    unit: str = ""  # lemma of what is counted or measured: soldier, km, percent, USD
    approximation: str = ""  # local name: Exact, About, AtLeast, AtMost, Between, Vague


@dataclass(slots=True)
class TimeExpression:
    """A time in the text as the interval of days that it can mean."""

    key: str  # "#time-10-24"
    span: Span
    earliest: str  # ISO 8601 date, "" where open
    latest: str
    basis: str = ""  # what it was read against: "2024-11-05 (article's date)", or "absolute"
    recurring: bool = False


# ---- what an article states


FACTUALITIES = ("CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "CTu", "Uu")  # FactBank, Saurí and Pustejovsky 2009


@dataclass(slots=True)
class RoleFiller:
    """One filler of one role. `filler` is the key of an Entity, a Quantity or a TimeExpression."""

    role: str  # local name of the property
    filler: str
    span: Span
    head: Span


@dataclass(slots=True)
class Event:
    """Something that happens, as one article tells it."""

    key: str  # "#event-220-228"
    type: str
    span: Span  # the words that name it
    factuality: str  # at the article's author's level
    roles: list[RoleFiller] = field(default_factory=list)
    claims: list[str] = field(default_factory=list)  # keys of the claims whose content it is in, outermost first
    claimed: str = ""  # FactBank's value at the level of the innermost claimant; "" where nobody claims it
    called_off: bool = False  # where it does not hold: cancelled, put off, ended or prevented, rather than denied
    entry: str = ""  # local name of the lexicon entry that matched
    construction: str = ""
    further_spans: list[Span] = field(default_factory=list)  # the same event, named again
    predication: int | None = None
    tense: Tense = ""
    plover: str = ""  # what a PLOVER coder would record for it, upper case; "" where it would not be coded

    @property
    def attributed(self) -> bool:
        return bool(self.claims)


@dataclass(slots=True)
class Speaker:
    """Who is said to say it: the claimant as the words name them."""

    entity: str  # key
    span: Span | None
    label: str


@dataclass(slots=True)
class Claim:
    """What somebody says, denies, doubts, believes, demands …: claimant, cue, stance and content."""

    key: str  # "#claim-120-124"
    stance: str  # local name of the SKOS concept: States, Denies, Doubts …
    factuality: str  # of the content, at the claimant's level
    cue: list[Span]
    content: list[Span]
    speakers: list[Speaker] = field(default_factory=list)
    addressees: list[Speaker] = field(default_factory=list)
    within: str = ""  # key of the claim whose content this one lies in
    form: str = ""  # direct, indirect, mixed, parenthetical, according-to, nominal, evidential, …
    entry: str = ""
    author_factuality: str = "Uu"  # of the content, at the article's author's level
    disputes: list[str] = field(default_factory=list)  # keys of events that it denies or doubts without naming them


@dataclass(slots=True)
class Relation:
    """A lasting relation between two entities."""

    subject: str  # key
    subject_span: Span
    predicate: str  # local name: holdsPosition, affiliatedWith, memberOf, locatedIn …
    object: str  # key
    object_span: Span
    evidence: Span
    claims: list[str] = field(default_factory=list)
    factuality: str = "CT+"
    rule: str = ""


@dataclass(slots=True)
class Analysis:
    """All that was found in one article."""

    article: Article
    model: str = ""  # name and version of the spaCy pipeline
    entities: dict[str, Entity] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    quantities: dict[str, Quantity] = field(default_factory=dict)
    times: dict[str, TimeExpression] = field(default_factory=dict)
    predications: list[Predication] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
