"""What the linker hands on: the entities of one article, and which words refer to them."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc

from kgbuild.model import Entity, Mention, Span


@dataclass
class Resolution:
    """The entities of one article, and which words refer to them."""

    entities: dict[str, Entity] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    by_token: dict[int, Mention] = field(default_factory=dict)

    def at(self, token: int) -> Mention | None:
        """The mention whose head is this token of the Doc; of nested mentions the outermost with that head."""
        return self.by_token.get(token)

    def add(self, mention: Mention, head: int) -> None:
        """Adds a mention; at its head token it takes the place of a shorter one."""
        self.mentions.append(mention)
        before = self.by_token.get(head)
        if before is None or mention.span.covers(before.span):
            self.by_token[head] = mention

    def resolve(self, doc: Doc, token: int, span: Span) -> str:
        """The key of what the noun phrase refers to; an entity known in this article only where nothing better is."""
        mention = self.at(token)
        if mention:
            return mention.entity
        key = f"#phrase-{span.begin}-{span.end}"
        self.entities.setdefault(key, Entity(key, "Thing", doc.text[span.begin : span.end], basis="this article only"))
        return key
