"""The coreferences of an article put into its resolution."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from kgbuild.entities.actor_nouns import ActorWords, actor_words, form_at
from kgbuild.entities.resolution import Resolution
from kgbuild.language import coreference
from kgbuild.language.descriptions import Offices, office_words
from kgbuild.language.syntax import Syntax, syntax_of
from kgbuild.model import Mention
from kgbuild.ontology import Ontology

_LAND = frozenset(("Country", "Region", "City"))
_WEAK_LABELS = frozenset(("Thing", "Place", "Product", "Work", "Organisation", "GroupOfPeople"))


def link_chains(doc: Doc, resolution: Resolution, ontology: Ontology) -> None:
    """Re-points mentions to what they refer to, adds those of pronouns, and gives "its troops" their country."""
    syntax = syntax_of(doc)
    offices = _offices(resolution, actor_words(ontology))
    links = coreference.resolve(doc, resolution.by_token, resolution.entities, offices, ontology)
    for mention in resolution.mentions:
        target = links.same.get(mention.entity)
        if target:
            mention.entity, mention.rule = target, f"{mention.rule}, short name"
    _merge(links.same, resolution)
    for token, key in links.names:
        span = syntax.span(token, token)
        covering = resolution.at(token)
        if covering is not None:
            resolution.discard(covering, token)
        resolution.add(Mention(span, span, key, "name", rule="surname"), token)
    for token, key, rule in links.described:
        found = resolution.at(token)
        if found is not None:
            found.entity, found.rule = key, f"coreference, {rule}"
        else:
            span = syntax.span(syntax.left[token], token)
            head = syntax.span(token, token)
            resolution.add(Mention(span, head, key, "nominal", rule=f"coreference, {rule}"), token)
    for token, key in links.pronouns:
        span = syntax.span(token, token)
        resolution.add(Mention(span, span, key, "pronoun", rule="coreference, pronoun"), token)
    _possessed(links.possessors, syntax, resolution, ontology)
    resolution.mentions.sort(key=lambda m: (m.span.begin, m.span.end))


def _offices(resolution: Resolution, words: ActorWords) -> dict[str, Offices]:
    """What offices the people of the article hold: as it tells, or as the gazetteer does of those it names."""
    found: dict[str, Offices] = {}
    for holding in resolution.holdings:
        name = office_words(holding.position.label) | ({"former"} if holding.former else set())
        body = holding.body
        heads = holding.leads == "headOf" and body is not None and body.type in ("Country", "Government")
        held = Offices(frozenset((holding.noun,)), name, True, heads and not holding.former)
        before = found.get(holding.person)
        found[holding.person] = before.joined(held) if before is not None else held
    for key, entity in resolution.entities.items():
        if entity.office and "former" not in (found[key].words if key in found else ()):
            title = entity.office.partition(" of ")[0].lower()
            noun = words.nouns.get(title) or words.nouns.get(title.rpartition(" ")[2])
            heads = noun is not None and noun.leads == "headOf" and noun.sector == "GOV"
            nouns = frozenset((title.rpartition(" ")[2],))
            held = Offices(nouns, office_words(entity.office), False, heads)
            found[key] = found[key].joined(held) if key in found else held
    return found


def _merge(same: dict[str, str], resolution: Resolution) -> None:
    """What was known under the short name is known of the full one; the short name's entity goes."""
    for key, target in sorted(same.items()):
        short = resolution.entities.pop(key, None)
        long = resolution.entities.get(target)
        if short is not None and long is not None and long.basis != "gazetteer" and short.type not in _WEAK_LABELS:
            resolution.entities[target] = replace(
                long, country=long.country or short.country, sector=long.sector or short.sector,
                affiliation=long.affiliation or short.affiliation,
            )
    holdings = [replace(h, person=same.get(h.person, h.person)) for h in resolution.holdings]
    full = {(h.person, h.noun): h for h in reversed(holdings) if h.body is not None}
    for number, holding in enumerate(holdings):
        known = full.get((holding.person, holding.noun))
        if holding.body is None and known is not None:  # "Minister Umerov" after "Ukrainian Defence Minister"
            holdings[number] = replace(holding, position=known.position)
    resolution.holdings = holdings


def _possessed(possessors: dict[int, str], syntax: Syntax, resolution: Resolution, ontology: Ontology) -> None:
    """ "its troops", "the ministry's spokesman": of the owner's country and body; of a weak noun the sector too."""
    words = actor_words(ontology)
    owners = dict(possessors)
    for token, named in resolution.by_token.items():
        if syntax.deps[token] == "poss" and named.kind == "nominal":
            owners[token] = named.entity
    for possessor, key in sorted(owners.items()):
        owned = syntax.heads[possessor]
        mention = resolution.at(owned)
        owner = resolution.entities.get(key)
        form = form_at(syntax, owned, words)
        if mention is None or owner is None or form is None or form.noun.relational or mention.kind != "nominal":
            continue
        entity = resolution.entities[mention.entity]
        if entity.local and not entity.country and (owner.country or owner.sector):
            own = entity.sector or (owner.sector if form.noun.weak and owner.type not in _LAND else "")
            affiliation = owner.place or owner.key
            resolution.entities[entity.key] = replace(
                entity, country=owner.country, affiliation=entity.affiliation or affiliation,
                sector=own or (form.noun.national if owner.country else ""),
            )
