"""Definite descriptions of places and of bodies of state: "the country", "the government", "the city", "the army".

Each refers to the one place of its kind, or the one country, that the sentences shortly before it speak of; where they
speak of several, to none. Like the phrases of `place_phrases` they are found at their head word alone, as they
name nothing. Not handled: "the two countries", "his country", descriptions with an adjective ("the southern city") but
"the Kenyan capital".
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import replace

from kgbuild.entities.actor_nouns import ActorWords, actor_words, form_at
from kgbuild.entities.actors import national_body
from kgbuild.entities.capitals import capital_of, country_of_capital
from kgbuild.entities.gazetteer import Gazetteer
from kgbuild.entities.identifiers import country_key
from kgbuild.entities.places import countries, government
from kgbuild.entities.resolution import Resolution
from kgbuild.language.noun_phrases import phrase
from kgbuild.language.syntax import Syntax
from kgbuild.model import Entity, Mention
from kgbuild.ontology import Ontology

_KINDS = {
    "country": "Country", "nation": "Country", "region": "Region", "province": "Region", "state": "Region",
    "oblast": "Region", "city": "City", "town": "City", "village": "City",
}
_BODIES = frozenset(("GOV Government", "MIL ArmedForce", "LEG GovernmentBody"))  # there are many ministries
_UNKNOWN = frozenset(("Thing", "Place", "City", "Region", "Facility", "Landform", "Organisation"))
_MODIFIERS = frozenset(("amod", "compound", "nmod", "poss"))
_WHERE = frozenset(("in", "to", "from", "near", "around", "outside", "across", "through", "into", "towards"))
_NEAR = 2  # sentences before
_COMPLETED = frozenset(("prep", "relcl", "acl", "appos", "amod", "compound", "nmod", "nummod", "poss", "conj"))


class PlaceDescriptions:
    """Finds the descriptions of one article, when all names are known."""

    def __init__(self, syntax: Syntax, resolution: Resolution, gazetteer: Gazetteer, ontology: Ontology) -> None:
        self.syntax = syntax
        self.resolution = resolution
        self.gazetteer = gazetteer
        self.words: ActorWords = actor_words(ontology)
        self.named = sorted(
            (token, mention) for token, mentions in resolution.by_token_all.items() for mention in mentions
            if mention.kind == "name"
        )
        self.tokens = [token for token, _ in self.named]
        counted = Counter(code for _, mention in self.named if (code := self._entity(mention).country))
        self.counted = Counter(self._entity(mention).key for _, mention in self.named)
        self.main_country = min(counted, key=lambda code: (-counted[code], code), default="")

    def find(self) -> None:
        """Makes the descriptions refer to what they describe."""
        s = self.syntax
        for token, lemma in enumerate(s.lemmas):
            if s.pos[token] != "NOUN" or s.tags[token] != "NN":
                continue
            if lemma == "capital":
                self._capital(token)
            if not self._definite(token):
                continue
            kind = _KINDS.get(lemma)
            if kind is not None and self.resolution.at(token) is None:
                self._place(token, kind)
            elif kind is None:
                self._body(token)

    def _definite(self, token: int) -> bool:
        """ "the country" and no more than that: what is added says which country it is."""
        s = self.syntax
        determiner = s.child(token, "det")
        if s.words[token][:1].isupper():
            return False  # a name: "Face the Nation"
        if determiner is None or determiner + 1 != token or s.lowers[determiner] not in ("the", "this", "that"):
            return False
        added = (c for c in s.children[token] if s.deps[c] in _COMPLETED)
        return all(s.deps[c] == "prep" and s.lowers[c] not in ("of", "along", "around") for c in added)

    def _place(self, token: int, kind: str) -> None:
        found = self.country_spoken_of(token) if kind == "Country" else self._only(token, kind)
        if found is not None:
            self._refer(token, found)

    def _capital(self, token: int) -> None:
        """The capital of the country that its phrase names, or of the one spoken of: "in the capital"."""
        s = self.syntax
        code = country_of_capital(s, self.resolution, token)
        if not code and self._definite(token) and s.deps[token] == "pobj" and s.lowers[s.heads[token]] in _WHERE:
            country = self.country_spoken_of(token)
            code = country.country if country is not None else ""
        city = capital_of(code) if code and self.resolution.at(token) is None else None
        if city is not None:
            self._refer(token, self.resolution.entities.setdefault(city.key, replace(city)))

    def _body(self, token: int) -> None:
        """ "the government", "the army", "the parliament": that of the one country."""
        form = form_at(self.syntax, token, self.words)
        mention = self.resolution.at(token)
        if form is None or not form.noun.unique or form.first != token:
            return
        if f"{form.noun.sector} {form.noun.denotes}" not in _BODIES or form.name == "administration":
            return
        if mention is None or not self.resolution.entities[mention.entity].local:
            return
        if self.resolution.entities[mention.entity].country:
            return
        country = self.country_spoken_of(token)
        if country is None or country.country not in countries() or country.country != self.main_country:
            return
        near = [self._entity(mention) for _, mention in self._before(token, 1)]
        if any(each.type == "GovernmentBody" and not each.country for each in near):
            return  # of another country, perhaps: "the Foreign Office weighs Russia's request; the government ..."
        if form.noun.denotes == "Government":
            body = government(country.country)
        else:
            body = national_body(form.name, form.noun.denotes, country.country, form.noun.sector, country.key)
        body = self.resolution.entities.setdefault(body.key, body)
        mention.entity, mention.rule = body.key, "description, one country"

    def _before(self, token: int, sentences: int) -> list[tuple[int, Mention]]:
        """The names before the token in its sentence and so many before it."""
        s = self.syntax
        first = s.sentences[max(0, s.sentence_of[token] - sentences)][0]
        return self.named[bisect_left(self.tokens, first) : bisect_left(self.tokens, token)]

    def _entity(self, mention: Mention) -> Entity:
        return self.resolution.entities[mention.place or mention.entity]

    def country_spoken_of(self, token: int) -> Entity | None:
        """The country that the nearest sentences speak of, where it is one."""
        for sentences in range(_NEAR + 1):
            before = self._before(token, sentences)
            if any(self._holds(head, token) for head, _ in before):
                return None
            codes = {self._entity(m).country for _, m in before} - {""}
            if len(codes) > 1:
                return None
            if codes:
                entity = self.gazetteer.entity(country_key(codes.pop()))
                return self.resolution.entities.setdefault(entity.key, replace(entity)) if entity else None
        return None

    def _holds(self, name: int, token: int) -> bool:
        """ "US forces in the country", "US forces struck targets in the country": it may well be another one."""
        s = self.syntax
        noun = s.heads[name]
        if s.deps[name] not in _MODIFIERS or s.sentence_of[name] != s.sentence_of[token]:
            return False
        actor = self.resolution.at(noun)
        abroad = actor is not None and self.resolution.entities[actor.entity].sector == "MIL"
        return abroad or s.left[noun] <= token <= s.right[noun]

    def _only(self, token: int, kind: str) -> Entity | None:
        for sentences in range(_NEAR):
            if any(self._unknown(mention) for _, mention in self._before(token, sentences)):
                return None
            before = [self._entity(mention) for _, mention in self._before(token, sentences)]
            keys = {place.key for place in before if place.type == kind and place.country}
            if len(keys) > 1:
                return None
            if keys:
                found = self.resolution.entities[keys.pop()]
                most = max(self.counted[e.key] for _, m in self.named if (e := self._entity(m)).type == kind)
                return found if self.counted[found.key] == most else None
        return None

    def _unknown(self, mention: Mention) -> bool:
        """A name that may be that of a place which the gazetteer lacks."""
        entity = self._entity(mention)
        return entity.basis != "gazetteer" and entity.type in _UNKNOWN

    def _refer(self, token: int, entity: Entity) -> None:
        s = self.syntax
        mention = Mention(phrase(s, token), s.span(token, token), entity.key, "nominal", rule="description")
        self.resolution.refer(mention, token)


def find_place_descriptions(
    syntax: Syntax, resolution: Resolution, gazetteer: Gazetteer, ontology: Ontology
) -> None:
    """Makes such descriptions refer to what they describe."""
    PlaceDescriptions(syntax, resolution, gazetteer, ontology).find()
