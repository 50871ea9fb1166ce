"""Actor phrases: noun phrases for those who act, with country, sector and affiliation.

"Russian and Belarusian soldiers" are two actors, "the Ukrainian government" is the government of Ukraine, "North Korean
troops" without a number are that country's force, the same in every article; "three soldiers" are known in theirs only.
Not handled: phrases whose head is an adjective ("the wounded"), actors named by their weapon ("Russian drones").
"""

from __future__ import annotations

from kgbuild.entities.actor_nouns import STATE_SECTORS, ActorWords, Form, actor_words, after_ex, form_at, is_plural
from kgbuild.entities.affiliations import Affiliation, AffiliationReader
from kgbuild.entities.ethnic_groups import find_ethnic_groups
from kgbuild.entities.gazetteer import Gazetteer
from kgbuild.entities.identifiers import local_key, slug
from kgbuild.entities.places import countries, government
from kgbuild.entities.resolution import Resolution
from kgbuild.entities.sectors import sector_of
from kgbuild.language.noun_phrases import phrase
from kgbuild.language.syntax import Syntax
from kgbuild.model import Entity, Mention, Span
from kgbuild.ontology import Ontology

_NOT_HEADS = frozenset(("compound", "amod", "nmod", "npadvmod", "nn"))
_KINDS = {
    "Person": "person", "GroupOfPeople": "group", "UnnamedSource": "source", "Government": "government",
    "GovernmentBody": "government-body", "ArmedForce": "armed-force", "ArmedGroup": "armed-group",
    "MediaOutlet": "media", "Company": "company", "PoliticalParty": "party",
}
_COUNTS = frozenset(("several", "many", "few", "some", "dozen", "dozens", "more", "other", "these", "those", "no"))
_WHOLE_FORCE = frozenset(("army", "military", "armed force", "armed service"))
_WATERS = frozenset(("WaterBody", "Landform"))
_JOINTS = frozenset(("and", "or", "&"))
_INDEFINITE = frozenset(("a", "an", "one", "another"))


class ActorFinder:
    """Finds the actor phrases of one article."""

    def __init__(self, syntax: Syntax, resolution: Resolution, gazetteer: Gazetteer, ontology: Ontology) -> None:
        self.syntax = syntax
        self.resolution = resolution
        self.gazetteer = gazetteer
        self.ontology = ontology
        self.words: ActorWords = actor_words(ontology)
        self.affiliations = AffiliationReader(syntax, resolution, gazetteer, self.words)

    def find(self) -> None:
        """Adds a mention, and where needed an entity, for each actor phrase that no name covers."""
        s = self.syntax
        inside = self._inside_names()
        for token in range(len(s.words) - 1, -1, -1):  # what stands in an "of" phrase is known before its head
            if token in inside:
                continue
            for mention in self._at(token):
                self.resolution.add(mention, token)
        self.resolution.mentions.sort(key=lambda m: (m.span.begin, m.span.end))

    def _inside_names(self) -> set[int]:
        """Tokens of names, whose head may yet be an actor noun by its words: those stay names."""
        s, inside = self.syntax, set()
        for head, mention in self.resolution.by_token.items():
            at = head
            while at >= 0 and s.begins[at] >= mention.span.begin:
                inside.add(at)
                at -= 1
            at = head
            while at < len(s.words) and s.ends[at] <= mention.span.end:
                inside.add(at)
                at += 1
        return inside

    def _at(self, token: int) -> list[Mention]:
        s = self.syntax
        if s.deps[token] in _NOT_HEADS and not (s.deps[token] == "amod" and s.tags[token] == "NNS"):
            return []
        if s.lemmas[token] in self.words.quantities or s.pos[token] == "NUM":
            counted = self._counted(token)
            if counted:
                return counted
        form = form_at(s, token, self.words)
        longer = form_at(s, token - 2, self.words) if token > 1 and s.lowers[token - 1] == "of" else None
        if form is None or (longer is not None and longer.last == token):  # the staff of a chief of staff
            return []
        return self._mentions(form)

    def _counted(self, token: int) -> list[Mention]:
        """ "dozens of Ukrainian soldiers": what is counted, as a group of this article."""
        s = self.syntax
        of = next((c for c in s.all_children(token, "prep") if s.lowers[c] == "of"), None)
        noun = s.child(of, "pobj") if of is not None else None
        below = self.resolution.at(noun) if noun is not None else None
        if below is None:
            return []
        counted = self.resolution.entities[below.entity]
        demonym = below.usage == "demonym" and counted.type == "Country"
        if not demonym and counted.type not in ("GroupOfPeople", "UnnamedSource"):
            return []
        span = phrase(s, token)
        affiliation = counted.key if demonym else counted.affiliation
        type_ = "GroupOfPeople" if demonym else counted.type
        entity = Entity(
            local_key("group", span), type_, " ".join(s.text[span.begin : span.end].split()),
            country=counted.country, sector="CVL" if demonym else counted.sector, affiliation=affiliation,
            basis="this article only",
        )
        self.resolution.entities.setdefault(entity.key, entity)
        return [Mention(span, s.span(token, token), entity.key, "nominal", rule="counted actor noun")]

    def _mentions(self, form: Form) -> list[Mention]:
        s = self.syntax
        left = self._left(form)
        affiliations = self.affiliations.of(form, left) or self._shared_modifiers(form, left)
        sector = sector_of(form, left, affiliations, s, self.words, self.affiliations.in_names)
        span = phrase(s, form.head)
        span = Span(min(span.begin, s.begins[left]), span.end)
        head = s.span(form.head, form.head)
        if form.noun.denotes == "Organisation" and not (sector or affiliations) and is_plural(s, form.head):
            return []  # "groups", "networks": of anything
        if form.noun.denotes == "Company" and any(a.entity.type in _WATERS for a in affiliations):
            return []  # the banks of the Dnipro
        bare = form.noun.complements and not (form.noun.owned and s.child(form.head, "poss") is not None)
        if bare and not any(a.entity.type in ("Country", "Government") for a in affiliations):
            return []  # "a centre for the blind"
        several = len(affiliations) > 1
        mentions = []
        owners: list[Affiliation | None] = [*affiliations] or [None]
        for affiliation in owners:
            entity = self._entity(form, left, span, affiliation, sector, several)
            self.resolution.entities.setdefault(entity.key, entity)
            rule = f"actor noun, {affiliation.relation}" if affiliation else "actor noun"
            mentions.append(Mention(span, head, entity.key, "nominal", rule=rule))
        return mentions

    def _left(self, form: Form) -> int:
        """The first token of the phrase. It cuts no name ("Save the Children workers") and takes "ex-" in."""
        s = self.syntax
        left = s.left[form.head]
        if after_ex(s, form.first):
            left = min(left, s.left[form.first - 2])
            return left - 1 if left and s.tags[left - 1] == "DT" else left
        name = self.resolution.at(form.first - 1) if form.first else None
        if name is None or name.kind != "name" or name.span.end > s.begins[form.first]:
            return left
        while left > 0 and s.begins[left] > name.span.begin:
            left -= 1
            if s.begins[left] <= name.span.begin and left and s.tags[left - 1] == "DT":
                left -= 1
        return left

    def _shared_modifiers(self, form: Form, left: int) -> list[Affiliation]:
        """ "Nigerian soldiers and policemen": a bare second noun of the same or another arm of the state."""
        s = self.syntax
        first = s.heads[form.head]
        if s.deps[form.head] != "conj" or left != form.first or s.deps[first] == "conj":
            return []
        other = form_at(s, first, self.words)
        if other is None or {s.lowers[t] for t in range(other.last + 1, form.first)} - _JOINTS:
            return []
        sectors = {form.noun.sector, other.noun.sector}
        if len(sectors) > 1 and not sectors <= STATE_SECTORS:
            return []
        shared = self.affiliations.of(other, s.left[first])
        return [a for a in shared if a.relation in ("modifier", "possessive")]

    def _entity(
        self, form: Form, left: int, span: Span, affiliation: Affiliation | None, sector: str, several: bool
    ) -> Entity:
        type_ = self._type(form, left, sector)
        country = affiliation.country if affiliation else ""
        key = affiliation.entity.key if affiliation else ""
        bare = self._bare(form, left)
        if country in countries() and not several and affiliation is not None:
            shared = self._shared(form, type_, country, sector, bare, affiliation)
            if shared is not None:
                return shared
        local = local_key(_KINDS.get(type_, "organisation"), span)
        label = " ".join(self.syntax.text[span.begin : span.end].split())
        if several and affiliation is not None:
            local += f"-{affiliation.country or slug(affiliation.entity.label)}"
            label = f"{self.syntax.lowers[form.head]} of {affiliation.entity.label}"
        return Entity(
            local, type_, label, country=country, sector=sector, affiliation=key, basis="this article only"
        )

    def _type(self, form: Form, left: int, sector: str) -> str:
        s, noun = self.syntax, form.noun
        if noun.denotes == "Person":
            if is_plural(s, form.head):
                return "GroupOfPeople"
            possessed = any(s.tags[at] == "POS" for at in range(left, form.head))  # Norway's intelligence chief
            bare = s.pos[left] != "DET" and s.lowers[left] != "the" and not possessed
            indefinite = s.lowers[left] in _INDEFINITE or bare
            return "UnnamedSource" if noun.source and indefinite else "Person"
        if noun.denotes == "Organisation" and sector in ("REB", "UAF"):
            return "ArmedGroup"
        return noun.denotes

    def _bare(self, form: Form, left: int) -> bool:
        """Whether nothing but article and names stands before the noun: no number, no adjective."""
        s = self.syntax
        for token in range(left, form.first):
            word = s.words[token]
            if s.pos[token] in ("NUM",) or s.lowers[token] in _COUNTS or s.lowers[token] in _INDEFINITE:
                return False
            if s.pos[token] in ("ADJ", "VERB", "NOUN") and not word[:1].isupper():
                return False
        return not any(s.deps[c] in ("nummod", "relcl", "acl") for c in s.children[form.head])

    def _shared(
        self, form: Form, type_: str, country: str, sector: str, bare: bool, affiliation: Affiliation
    ) -> Entity | None:
        """The entity that is the same in every article, where the phrase names one."""
        if not bare:
            return None
        place = countries()[country]["label"]
        if form.noun.force and type_ == "GroupOfPeople" and sector == "MIL" and affiliation.entity.type == "Country":
            return Entity(
                f"group/{country}-troops", type_, f"troops of {place}", country=country, sector=sector,
                affiliation=affiliation.entity.key, basis="country and force",
            )
        national = affiliation.entity.type in ("Country", "Government", "Person") or self._of_capital(form, affiliation)
        if not form.noun.unique or not national or (self.syntax.tags[form.head] == "NNS" and type_ != "ArmedForce"):
            return None
        if type_ == "Government":
            return government(country)
        return national_body(form.name, type_, country, sector, affiliation.entity.key)


    def _of_capital(self, form: Form, affiliation: Affiliation) -> bool:
        """ "Kyiv's defence ministry": of a body that cities have none of, the capital is the country."""
        seats = countries()[affiliation.country]["seats"].split("|")
        seat = affiliation.entity.type == "City" and affiliation.entity.key.rpartition("-")[2] in seats
        return seat and (form.name.endswith(" ministry") or form.noun.sector in ("MIL", "SPY"))


def national_body(name: str, type_: str, country: str, sector: str, affiliation: str) -> Entity:
    """The body of a country of which there is one: its navy, its foreign ministry. The same in every article."""
    key = f"{_KINDS[type_]}/{country}"
    if type_ != "ArmedForce" or name not in _WHOLE_FORCE:
        key += f"/{slug(name.replace('defense', 'defence'))}"
    label = f"{name} of {countries()[country]['label']}"
    return Entity(
        key, type_, label, country=country, sector=sector, affiliation=affiliation, basis="country and office"
    )


def find_actors(syntax: Syntax, resolution: Resolution, gazetteer: Gazetteer, ontology: Ontology) -> None:
    """Adds to the resolution the actor phrases of the article: nominal mentions, at their head tokens, and entities."""
    find_ethnic_groups(syntax, resolution, gazetteer, ontology)
    ActorFinder(syntax, resolution, gazetteer, ontology).find()
