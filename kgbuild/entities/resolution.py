"""What the linker hands on: the entities of one article, and which words refer to them."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc

from kgbuild.language.syntax import Syntax, syntax_of
from kgbuild.model import Entity, Mention, Span

OWNERS = frozenset(("Country", "Government", "GovernmentBody", "ArmedForce", "ArmedGroup"))
_DEEPEST = 4  # steps from a word of a name up to the name's head


@dataclass(frozen=True, slots=True)
class Holding:
    """That a person holds, or held, an office, as the article's words say."""

    person: str  # key
    person_span: Span
    position: Entity
    position_span: Span  # the words that name the office
    leads: str  # headOf, spokespersonFor, memberOf, affiliatedWith: what the office makes of the body
    body: Entity | None
    body_span: Span
    evidence: Span
    former: bool
    rule: str
    noun: str  # the lemma of the office's noun: minister
    verb: int | None = None  # token of the verb that gives the office: became, was appointed
    office: bool = True  # whether it is one; of a body's researchers and doctors only the affiliation counts


@dataclass
class Resolution:
    """The entities of one article, and which words refer to them."""

    entities: dict[str, Entity] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    by_token: dict[int, Mention] = field(default_factory=dict)
    by_token_all: dict[int, list[Mention]] = field(default_factory=dict)
    holdings: list[Holding] = field(default_factory=list)  # who holds which office, by titles and appositions

    def at(self, token: int) -> Mention | None:
        """The mention whose head is this token of the Doc; of nested mentions the outermost with that head."""
        return self.by_token.get(token)

    def all_at(self, token: int) -> list[Mention]:
        """The mentions whose head is this token: several where one phrase names several actors, else one or none.

        "Russian and Belarusian soldiers" has two, with the same span.
        """
        first = self.at(token)
        return [m for m in self.by_token_all.get(token, ()) if first is not None and m.span == first.span]

    def add(self, mention: Mention, head: int) -> None:
        """Adds a mention; at its head token it takes the place of a shorter one."""
        self.mentions.append(mention)
        self.by_token_all.setdefault(head, []).append(mention)
        before = self.by_token.get(head)
        if before is None or (mention.span.covers(before.span) and mention.span != before.span):
            self.by_token[head] = mention

    def refer(self, mention: Mention, head: int) -> None:
        """Makes a head token refer to what is mentioned already within the phrase, without a mention of its own."""
        self.by_token_all.setdefault(head, []).append(mention)
        self.by_token.setdefault(head, mention)

    def discard(self, mention: Mention, head: int) -> None:
        """Takes a mention away. Its entity stays, as others may name it."""
        self.mentions = [m for m in self.mentions if m is not mention]
        rest = [m for m in self.by_token_all.get(head, ()) if m is not mention]
        self.by_token_all[head] = rest
        if self.by_token.get(head) is mention:
            del self.by_token[head]
            if rest:
                self.by_token[head] = max(rest, key=lambda m: m.span.end - m.span.begin)

    def resolve(self, doc: Doc, token: int, span: Span) -> str:
        """The key of what the noun phrase refers to; an entity known in this article only where nothing better is.

        A word inside a name refers to what the name does: *Borders* in "Doctors Without Borders, which".
        """
        syntax = syntax_of(doc)
        mention = self.at(token) or self._named_around(syntax, token)
        if mention:
            return mention.entity
        key = f"#phrase-{span.begin}-{span.end}"
        words = syntax.text[span.begin : span.end]
        if key not in self.entities:
            country = self._owner(syntax, token)
            self.entities[key] = Entity(key, "Thing", words, country=country, basis="this article only")
        return key

    def _owner(self, syntax: Syntax, token: int) -> str:
        """The country whose something is: "its planes"."""
        possessor = syntax.child(token, "poss")
        mention = self.at(possessor) if possessor is not None else None
        owner = self.entities[mention.entity] if mention is not None else None
        return owner.country if owner is not None and owner.type in OWNERS else ""

    def _named_around(self, syntax: Syntax, token: int) -> Mention | None:
        """The name whose head this word depends on, where the word lies within it."""
        word, above = syntax.span(token, token), token
        for _ in range(_DEEPEST):
            if syntax.heads[above] == above:
                return None
            above = syntax.heads[above]
            mention = self.at(above)
            if mention is not None:
                return mention if mention.kind == "name" and mention.span.covers(word) else None
        return None
