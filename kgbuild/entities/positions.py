"""People and the offices they hold: titles before a name and appositions.

"Ukrainian Defence Minister Rustem Umerov", "Kremlin spokesman Dmitry Peskov", "Andriy Kovalenko, Ukraine's
counter-disinformation official", "the head of the Russian army, Valery Gerasimov". The person gets the country and the
sector of the office; the office is an entity of its own, the same in every article where its country or body is known.
Whether an office told in a clause is a fact, `extraction/relations.py` reads off the clause.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kgbuild.entities.actor_nouns import STATE_SECTORS, ActorWords, Form, actor_words, form_at
from kgbuild.entities.affiliations import Affiliation, AffiliationReader
from kgbuild.entities.appositions import AppositionReader
from kgbuild.entities.gazetteer import Gazetteer
from kgbuild.entities.identifiers import local_key, slug
from kgbuild.entities.people_names import recognise_people
from kgbuild.entities.places import countries
from kgbuild.entities.resolution import Holding, Resolution
from kgbuild.entities.sectors import sector_of
from kgbuild.entities.told_offices import told_offices
from kgbuild.language.noun_phrases import phrase
from kgbuild.language.syntax import Syntax
from kgbuild.model import Entity, Mention, Span
from kgbuild.ontology import Ontology

_SUBORDINATE = frozenset(("deputy", "vice", "assistant", "associate", "sub"))  # they do not lead
_STOPS = frozenset(("the", "a", "an", "its", "their", "his", "her", "our", "my", "your", "this", "that"))
_STATES = frozenset(("Country", "Government"))
_FORMER = frozenset(("former", "ex", "ex-", "late", "then"))
_POLITICAL = frozenset(("OPP", "PTY", "REB", "UAF", "ELI", "IGO"))
_LONGEST_MATTER = 4  # tokens from "head" to the last of "head of the secret service"
_NO_MATTER = frozenset(("NNP", "NNPS", "POS", "PRP$", "CD"))
_BRITISH = {"defense": "defence"}


class PositionReader:
    """Finds the holdings of one article and gives people what their offices tell."""

    def __init__(self, syntax: Syntax, resolution: Resolution, gazetteer: Gazetteer, ontology: Ontology) -> None:
        self.syntax = syntax
        self.resolution = resolution
        self.ontology = ontology
        self.words: ActorWords = actor_words(ontology)
        self.appositions = AppositionReader(syntax, resolution, self.words)
        self.affiliations = AffiliationReader(syntax, resolution, gazetteer, self.words)

    def find(self) -> list[Holding]:
        """All holdings in the order of the text. Also adds a mention for each office noun in apposition to a name."""
        s = self.syntax
        found: list[Holding] = []
        names = [(head, m) for head, m in sorted(self.resolution.by_token.items()) if m.kind == "name"]
        for head, mention in names:
            if not any(m is mention for m in self.resolution.by_token_all.get(head, ())):
                continue  # taken away since, as a word of an office
            if self.resolution.entities[mention.entity].type != "Person":
                self._beside_organisation(head, mention)
                continue
            form = self._title(head, mention)
            if form is not None:
                holding = self._holding(form, self._title_left(form, head), head, mention, "title", form.noun.office)
                if holding.office or self._is_organisation(holding.body):
                    found.append(holding)
            for office in self.appositions.of(head):
                form = form_at(s, office, self.words)
                if form is not None and form.noun.denotes == "Person":
                    verb = self._giving_verb(head, office)
                    holding = self._holding(
                        form, s.left[office], head, mention, "apposition", form.noun.office, verb is None
                    )
                    if verb is None:
                        self._same(office, mention)
                    else:
                        holding = replace(holding, verb=verb, rule="clause")
                    if holding.office or self._is_organisation(holding.body):
                        found.append(holding)
            found += self._told(head, mention)
            found += self._counterpart(head, mention, found)
        return found

    def _counterpart(self, head: int, mention: Mention, before: list[Holding]) -> Iterator[Holding]:
        """ "His Turkish counterpart, X", "her counterpart from Chad X": the office last told of in the sentence."""
        s = self.syntax
        nouns = [*self.appositions.beside(head), *(t for t in (self._before_name(head, mention),) if t is not None)]
        noun = next((t for t in nouns if s.lemmas[t] in self.words.counterparts), None)
        form = form_at(s, noun, self.words) if noun is not None else None
        start = s.begins[s.sentences[s.sentence_of[head]][0]]
        model = next((h for h in reversed(before) if h.evidence.begin >= start and h.office), None)
        if noun is None or form is None or model is None or model.body is None or model.body.type not in _STATES:
            return
        owners = [a for a in self.affiliations.of(form, s.left[noun]) if a.entity.type == "Country"]
        if not owners:
            return
        country, name = owners[0].country, model.position.key.rpartition("/")[2]
        label = f"{model.position.label.removesuffix(model.body.label)}{owners[0].entity.label}"
        position = replace(
            model.position, key=f"position/{country}/{name}", label=label, country=country,
            affiliation=owners[0].entity.key,
        )
        self.resolution.entities.setdefault(position.key, position)
        self._tell(mention.entity, position, position.affiliation)
        span = s.span(noun, noun)
        yield replace(
            model, person=mention.entity, person_span=mention.span, position=position, position_span=span,
            body=owners[0].entity, body_span=self._body_span(form, s.left[noun], owners[0]) or span,
            evidence=Span(min(span.begin, mention.span.begin), max(span.end, mention.span.end)), former=False,
            rule="counterpart", verb=None,
        )
        self._same(noun, mention)

    def _giving_verb(self, head: int, office: int) -> int | None:
        """ "elected her president": no apposition, though the parser makes it one; there is no comma."""
        s = self.syntax
        first, last = sorted((head, office))
        verb = s.heads[first]
        if last == office and s.lemmas[verb] in self.words.office_verbs and "," not in s.words[first:last]:
            return verb
        return None

    def _told(self, head: int, mention: Mention) -> Iterator[Holding]:
        """ "X is the president of Y", "X was appointed minister", "X resigned as envoy": the clause says if so."""
        for told in told_offices(self.syntax, head, self.words):
            form = form_at(self.syntax, told.office, self.words)
            if form is None or not form.noun.office or not self.appositions.is_person_noun(told.office):
                continue
            left = self.syntax.left[told.office]
            holding = self._holding(form, left, head, mention, "clause", True, told.equated, told.former)
            yield replace(holding, verb=told.verb)
            if told.equated:
                self._same(told.office, mention)

    def _title(self, head: int, mention: Mention) -> Form | None:
        """The office right before the name."""
        s = self.syntax
        at = self._before_name(head, mention)
        if at is None:
            return None
        above = s.heads[s.heads[at]]
        if s.lowers[s.heads[at]] == "of" and s.heads[above] == head and above < at:
            at = above  # "Mayor of Jakarta Ali Khan"
        form = form_at(s, at, self.words)
        below = s.left[head] <= at and s.deps[at] != "conj"
        fits = form is not None and not form.noun.relational and self.appositions.is_person_noun(at)
        return form if fits and below else None

    def _title_left(self, form: Form, head: int) -> int:
        """The first token of the title; a name right before it belongs, wherever the parser puts it."""
        s, left = self.syntax, self.syntax.left[head]
        named = self.resolution.at(form.first - 1) if form.first else None
        if named is None or named.kind != "name" or form.first - 1 >= left:
            return left
        beside = s.text[named.span.end : s.begins[form.first]] == " "
        while beside and left > 0 and s.begins[left] > named.span.begin:
            left -= 1
        return left

    def _before_name(self, head: int, mention: Mention) -> int | None:
        """The token right before the name, where it is a word of the same sentence."""
        s = self.syntax
        first = head
        while first > 0 and s.begins[first - 1] >= mention.span.begin:
            first -= 1
        at = first - 1
        return None if at < 0 or s.sentence_of[at] != s.sentence_of[head] or s.words[at] == "," else at

    def _beside_organisation(self, head: int, mention: Mention) -> None:
        """ "the opposition newspaper La Prensa", "Tass, a state news agency": the noun refers to what is named."""
        s = self.syntax
        nouns = [c for c in s.all_children(head, "appos") if s.pos[c] == "NOUN"]
        if s.deps[head] == "appos" and s.pos[s.heads[head]] == "NOUN":
            nouns.append(s.heads[head])
        for noun in nouns:
            described = self.resolution.at(noun)
            if described is None or described.kind != "nominal" or s.tags[noun] != "NN":
                continue
            said, named = self.resolution.entities[described.entity], self.resolution.entities[mention.entity]
            bodies = all(self.ontology.is_a(each.type, "Organisation") for each in (said, named))
            if bodies and (said.local or (named.basis != "gazetteer" and said.country and not named.country)):
                if said.local:
                    self._same(noun, mention)
                if named.basis != "gazetteer":
                    self.resolution.entities[named.key] = replace(
                        named, country=named.country or said.country, sector=named.sector or said.sector,
                        type=said.type if named.type == "Organisation" else named.type,
                    )

    def _is_organisation(self, body: Entity | None) -> bool:
        return body is not None and not body.local and self.ontology.is_a(body.type, "Organisation")

    def _same(self, office: int, mention: Mention) -> None:
        """The office noun refers to the person named beside it."""
        before = self.resolution.at(office)
        span = phrase(self.syntax, office)
        if before is not None and before.kind == "nominal":
            before.entity, before.rule = mention.entity, "apposition"
        elif before is None and not span.overlaps(mention.span):
            said = Mention(span, self.syntax.span(office, office), mention.entity, "nominal", rule="apposition")
            self.resolution.add(said, office)

    def _holding(
        self, form: Form, left: int, head: int, mention: Mention, rule: str, office: bool = True,
        presupposed: bool = True, former: bool = False,
    ) -> Holding:
        s = self.syntax
        affiliations = self.affiliations.of(form, left)
        sector = sector_of(form, left, affiliations, s, self.words, self.affiliations.in_names)
        body = affiliations[0] if affiliations else None
        first = self._office_start(form, left)
        span = s.span(first, self._office_end(form, body))
        status = [
            s.lowers[t] for t in range(left, form.head)
            if s.lowers[t] in self.words.statuses and not self._inside(t, mention)
        ]
        if former and not status:
            status.append("former")
        former = former or any(each in _FORMER for each in status)
        self._without_names(left, first, form)
        position = self._position(form, first, body, sector, status, span)
        if presupposed:
            self._tell(mention.entity, position, "" if former else position.affiliation)
        national = body is not None and body.entity.type == "Country" and self._is_a_profession(form, sector)
        if national:
            name = position.key.rpartition("/")[2]
            position = Entity(f"position/{name}", "Position", name.replace("-", " "), sector=sector, basis="office")
        if office:
            self.resolution.entities.setdefault(position.key, position)
        second = not _SUBORDINATE.isdisjoint(position.label.lower().replace("-", " ").split())
        leads = form.noun.leads
        if second or not leads or (leads == "headOf" and body is not None and self._not_its_head(form, first, body)):
            leads = "nationality" if national else "affiliatedWith"
        if leads == "headOf" and span.end > s.ends[form.last]:
            leads = "affiliatedWith"  # the head of research at a bank
        evidence = Span(min(span.begin, mention.span.begin), max(phrase(s, form.head).end, mention.span.end))
        return Holding(
            mention.entity, mention.span, self.resolution.entities.get(position.key, position), span, leads,
            body.entity if body else None, self._body_span(form, left, body) or span, evidence, former, rule,
            form.name.rpartition(" ")[2] if form.last == form.head else form.name.partition(" ")[0],
            office=office,
        )

    def _not_its_head(self, form: Form, first: int, body: Affiliation) -> bool:
        """ "Mali's army chief", "the Ukrainian commander", "the bloc's energy chief": of it, not its head."""
        if form.noun.divided and (first < form.first or self._has_field(form)):
            return True
        return body.entity.type in _STATES and form.noun.weak and (first < form.first or not form.noun.national)

    def _has_field(self, form: Form) -> bool:
        """ "The Tunisian Olympic chief": an adjective that is neither a country's nor tells only for how long."""
        s = self.syntax
        words = (c for c in s.children[form.head] if c < form.first and s.deps[c] in ("amod", "compound"))
        return any(s.lowers[c] not in self.words.statuses and self.affiliations.named(c) is None for c in words)

    def _is_a_profession(self, form: Form, sector: str) -> bool:
        """ "The Finnish photographer": no office of the country, whose citizen he is."""
        return sector not in STATE_SECTORS | _POLITICAL and not form.noun.leads and not form.noun.national

    def _office_end(self, form: Form, body: Affiliation | None) -> int:
        """The last word of the office's name: "head of intelligence" where the country stands before it."""
        s = self.syntax
        if not form.noun.weak or form.last > form.head or (body is not None and body.relation == "of"):
            return form.last
        of = next((c for c in s.all_children(form.head, "prep") if c == form.head + 1 and s.lowers[c] == "of"), None)
        matter = s.child(of, "pobj") if of is not None else None
        if matter is None or s.tags[matter] not in ("NN", "NNS") or matter - form.head > _LONGEST_MATTER:
            return form.last
        return form.last if any(s.tags[t] in _NO_MATTER for t in range(form.head + 2, matter)) else matter

    def _inside(self, token: int, mention: Mention) -> bool:
        return mention.span.begin <= self.syntax.begins[token] < mention.span.end

    def _office_start(self, form: Form, left: int) -> int:
        """The first word of the office's name: "deputy prime minister", "counter-disinformation official"."""
        s = self.syntax
        first, at = form.first, form.first - 1
        while at >= left:
            word = s.lowers[at]
            named = self.affiliations.named(at) is not None
            if word in _STOPS or word in self.words.statuses or named or s.tags[at] == "POS":
                break
            noun = s.pos[at] in ("NOUN", "PROPN") or s.deps[at] == "compound"
            fits = noun or word in self.words.office_words or word in self.words.modifiers
            joined = s.words[at] == "-" or s.words[at + 1] == "-"
            if not (fits or joined):
                break
            first, at = at, at - 1
        while first < form.first and s.words[first] in ("-", ","):
            first += 1
        return first

    def _without_names(self, left: int, first: int, form: Form) -> None:
        """Unknown names that are only words of the office go: "Foreign" or "State" in a title, "Ukrainian Defence"."""
        s = self.syntax
        for token in range(left, form.last + 1):
            mention = self.resolution.at(token)
            if mention is None or mention.kind != "name" or self.resolution.entities[mention.entity].basis != "name":
                continue
            if not s.span(left, form.last).covers(mention.span) or mention.span.end <= s.begins[first]:
                continue
            self.resolution.discard(mention, token)
            for at in range(left, first):
                country = self.affiliations.named(at) if s.begins[at] >= mention.span.begin else None
                if country is not None and country.type == "Country":
                    named = Mention(s.span(at, at), s.span(at, at), country.key, "name", "demonym", rule="title")
                    self.resolution.add(named, at)

    def _position(
        self, form: Form, first: int, body: Affiliation | None, sector: str, status: list[str], span: Span
    ) -> Entity:
        words = " ".join(self.syntax.text[span.begin : span.end].split())
        words = words.lower() if not words.isupper() or len(words) > 4 else words
        if form.last > form.head and not form.name.startswith(self.syntax.lemmas[form.head]):  # minister of defence
            before = self.syntax.lowers[first : form.first]
            words = " ".join((*before, form.name))
        words = words.replace(" of the ", " of ")
        for american, british in _BRITISH.items():
            words = words.replace(american, british)
        name = " ".join((*(each.strip("-") for each in status), words))
        country = body.country if body else ""
        entity = body.entity if body else None
        label = f"{name} of {entity.label}" if entity is not None else name
        if entity is None or entity.local:
            key = local_key("position", span)
        elif entity.type in ("Country", "Government") and country in countries():
            key = f"position/{country}/{slug(name)}"
            label = f"{name} of {countries()[country]['label']}"
        else:
            key = f"position/{slug(entity.label)}/{slug(name)}"
        basis = "office and body" if not key.startswith("#") else "this article only"
        return Entity(
            key, "Position", label, country=country, sector=sector, affiliation=entity.key if entity else "",
            basis=basis,
        )

    def _body_span(self, form: Form, left: int, body: Affiliation | None) -> Span | None:
        """The words that name what the office belongs to."""
        if body is None:
            return None
        s = self.syntax
        tokens = [*range(form.head - 1, left - 1, -1), *range(form.last + 1, s.right[form.head] + 1)]
        for token in tokens:
            mention = self.resolution.at(token)
            if mention is not None and body.entity.key in (mention.entity, mention.place):
                return mention.span
        return None

    def _tell(self, key: str, position: Entity, affiliation: str) -> None:
        """Gives a person the country and sector of the office, where nothing better is known."""
        person = self.resolution.entities[key]
        if person.country and person.sector:
            return
        self.resolution.entities[key] = replace(
            person, country=person.country or position.country, sector=person.sector or position.sector,
            affiliation=person.affiliation or affiliation,
        )


def find_positions(syntax: Syntax, resolution: Resolution, gazetteer: Gazetteer, ontology: Ontology) -> list[Holding]:
    """The offices that the article says its people hold; sets their country and sector."""
    recognise_people(syntax, resolution, ontology)
    return PositionReader(syntax, resolution, gazetteer, ontology).find()
