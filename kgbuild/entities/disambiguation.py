"""Which of the things that a name may name it does name, in its article.

Each candidate is scored by how prominent it is and by what the article speaks of besides: a place named right after it
that it lies in ("Paris, Texas"), its country and its first-level division elsewhere in the article. One sense per
discourse: a name once told apart ("Birmingham, Ala.") keeps that sense in its article. Weights were set by hand on
the reasoning that a container named beside outweighs everything, and a country named elsewhere a thousandfold
population at most.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from kgbuild.entities.gazetteer import Gazetteer
from kgbuild.entities.name_words import class_by_words, name_words
from kgbuild.entities.names import Name
from kgbuild.entities.places import REGION_PROMINENCE, countries
from kgbuild.entities.senses import Sense, fold
from kgbuild.entities.surroundings import KIND_WORDS, PLACES, is_listed, kinds_said, mark_actors
from kgbuild.entities.surroundings import located as find_located
from kgbuild.language.syntax import Syntax
from kgbuild.model import Article

_PLACE_LABELS = frozenset(("GPE", "LOC", "FAC", "NORP", ""))
_DIVISION, _COUNTRY, _VILLAGE_COUNTRY, _SAME_NAME, _KIND = 2.0, 4.0, 2.5, 3.0, 4.0
# what spaCy takes for a person where its name has one word
GROUPS = frozenset(("ArmedGroup", "InternationalOrganisation", "NonGovernmentalOrganisation", "Company"))
_CERTAIN = 6.3  # a prominence from which a name speaks for its country
_MILLION, _REGION, _TOWN, _LOCATED, _LEAST = 6.0, 5.5, 4.7, 3.0, 2.0
_RIVAL, _VILLAGE, _SEATED = 2.0, 4.0, 6.8
_ADJECTIVAL = ("ese", "ish", "an", "ans", "ak", "en", "i", "is", "ch", "ic", "ss", "ian")
_NAMESAKE = 2.0
_SETTLED, _SETTLERS = frozenset(("USA", "CAN", "AUS", "NZL", "ZAF")), frozenset(("GBR", "IRL"))
_UNSAID = frozenset(("USA", "GBR"))
_DOMAIN = re.compile(r"^(?:https?://)?[^/:]*\.([a-z]{2})(?::\d+)?(?:/|$)", re.IGNORECASE)

_NONE: Counter[str] = Counter()


@dataclass
class _Context:
    countries: Counter[str] = field(default_factory=Counter)
    divisions: Counter[str] = field(default_factory=Counter)
    speakers: dict[str, set[str]] = field(default_factory=dict)  # country -> the folded names that speak of it
    told: dict[str, Sense] = field(default_factory=dict)  # folded name -> sense, where a container was named beside it


def disambiguate(article: Article, names: list[Name], syntax: Syntax, gazetteer: Gazetteer) -> None:
    """Sets `sense` and `kind` of each name that the gazetteer knows and the article bears out."""
    located = find_located(names, syntax)
    mark_actors(names, syntax)
    context = _context(names, article, gazetteer)
    beside: list[Sense | None] = [None] * len(names)
    for number in range(len(names)):
        inner, container = _container_beside(names, number, syntax, gazetteer)
        if inner and container:
            beside[number], beside[number + 1] = beside[number] or inner, container
    for name, sense in zip(names, beside, strict=True):
        if sense:
            context.told.setdefault(name.folded, sense)
            context.countries[sense.entity.country] += 1
            context.divisions[sense.entity.contained_in] += 1
    kinds = kinds_said(names, syntax)
    for name, sure, kind in zip(names, beside, kinds, strict=True):
        name.located = name.folded in located
        counties: list[Sense] = []
        told_kind = name.folded.rpartition(" ")[2] in KIND_WORDS
        if kind == "Region" and not told_kind:  # Orange and Riverside counties
            known = {s.entity.key for s in name.senses}
            counties = gazetteer.senses(f"{name.folded} county")
            name.senses = [*name.senses, *(s for s in counties if s.entity.key not in known)]
        told = context.told.get(name.folded)
        fitting = _fitting(name, located, context.countries) or (counties if name.located else [])
        if name.titled:
            fitting, sure, told = [s for s in fitting if s.entity.type not in PLACES], None, None
        if not (fitting or sure or told):
            name.label = "PERSON" if name.person else name.label
            if not name.person and any(s.entity.type == "PoliticalParty" for s in name.senses):
                name.kind = name.kind if name_words().party_words.get(name.folded) == "main" else "PoliticalParty"
            continue
        best = sure or told or min(
            fitting, key=lambda s: (-_score(s, name, kind, context, gazetteer), s.entity.key, s.usage == "demonym")
        )
        if best.known.prominence >= _LEAST or sure or told:
            name.sense, name.kind = best, best.entity.type
        elif name.person:
            name.label = "PERSON"
    _listed(names, syntax)
    _repeat(names)


def _listed(names: list[Name], syntax: Syntax) -> None:
    """What is listed with places is a place: "in Nitra, Zilina and Kosice"."""
    for number, name in enumerate(names):
        if name.sense or name.person:
            continue
        senses = [s for s in name.senses if s.entity.type in PLACES and s.known.prominence >= _LOCATED]
        beside = [each for each in names[max(number - 1, 0) : number + 2] if each is not name]
        for other in beside:
            first, last = sorted((name, other), key=lambda n: n.first)
            between = syntax.lowers[first.last + 1 : last.first]
            place = other.sense and other.sense.usage == "literal" and other.sense.entity.type in ("City", "Region")
            if senses and place and is_listed(between):
                name.sense, name.kind = senses[0], senses[0].entity.type
                break


def _repeat(names: list[Name]) -> None:
    """A name that is a place once in an article is that place wherever nothing says it is a person."""
    chosen = {name.folded: name.sense for name in reversed(names) if name.sense and name.sense.entity.type in PLACES}
    for name in names:
        sense = chosen.get(name.folded)
        if sense and not name.sense and name.label not in ("PERSON", "LANGUAGE") and not name.person:
            name.sense, name.kind = sense, sense.entity.type


def _context(names: list[Name], article: Article, gazetteer: Gazetteer) -> _Context:
    """The countries and divisions that the article's unambiguous names, and its address, speak of."""
    context = _Context()
    home = _country_of_address(article.url)
    if home:
        context.countries[home] += 2
    for name in names:
        senses = name.senses or _opening(name, gazetteer)
        strong = [s for s in senses if s.known.prominence >= _CERTAIN and _fits(name, s)]
        if len({s.entity.country for s in strong}) == 1 and not _has_rival(strong[0], senses):
            context.countries[strong[0].entity.country] += 1
            context.speakers.setdefault(strong[0].entity.country, set()).add(name.folded)
        if len(strong) == 1 and strong[0].entity.type == "Region":
            context.divisions[strong[0].entity.key] += 1
    return context


def _opening(name: Name, gazetteer: Gazetteer) -> list[Sense]:
    """What the place that an organisation's name begins with may be: the Oregon of "Oregon House"."""
    words = name.folded.split()
    if name.label == "PERSON" or len(words) < 2:
        return []
    opening = gazetteer.names(" ".join(words[:2]).title()) or gazetteer.names(words[0].title())
    return [s for s in opening if s.entity.type in PLACES]


def _has_rival(sense: Sense, senses: list[Sense]) -> bool:
    """Whether a city elsewhere is nearly as well known by the name: Tripoli, Valencia."""
    return sense.entity.type == "City" and any(
        s.entity.type == "City" and s.entity.country != sense.entity.country
        and s.known.prominence > max(sense.known.prominence - _RIVAL, _TOWN)
        for s in senses
    )


def _fitting(name: Name, located: frozenset[str], spoken: Counter[str]) -> list[Sense]:
    """The senses that may be meant: where one place may be, every larger place of that name."""
    found = [s for s in name.senses if _fits(name, s, located, spoken)]
    if any(s.entity.type in PLACES and s.usage == "literal" for s in found):
        found += [
            s for s in name.senses
            if s not in found and s.entity.type in PLACES and s.usage == "literal" and s.known.prominence >= _TOWN
        ]
    return found


def _fits(name: Name, sense: Sense, located: frozenset[str] = frozenset(), spoken: Counter[str] = _NONE) -> bool:
    """Whether what the name is taken for allows the sense.

    `located` are the folded names that stand as places, `spoken` the countries that the article speaks of.
    """
    if sense.entity.type == "PoliticalParty" and name.folded in name_words().party_words:
        return not name.person and _is_spoken_of(sense.entity.country, spoken, name_words().party_words[name.folded])
    if sense.entity.type not in PLACES:
        if name.person and name.first == name.last:
            return sense.entity.type == "Person"  # Wagner, in an article on Ben Wagner
        return name.label != "PERSON" or sense.entity.type in ("Person", *GROUPS) or name.last > name.first
    if name.label == "LANGUAGE":
        return False
    prominence = sense.known.prominence
    borne = prominence < _CERTAIN or name.titled or name.folded in name_words().surnames
    if name.person and borne and sense.usage == "literal" and name.first == name.last and name.folded not in located:
        return False  # Jordan, in an article on Michael Jordan
    if sense.entity.type == "Region" and class_by_words(name.folded) == "Region":
        return True  # Sokoto State
    if sense.usage == "demonym":
        return name.label != "PERSON" or fold(sense.form).endswith(_ADJECTIVAL)
    if prominence < _VILLAGE and name_words().first.get(name.folded.partition(" ")[0]) in ("Landform", "WaterBody"):
        return False  # Mount Cook
    if name.folded in name_words().not_places and (prominence < _TOWN or name.folded not in located):
        return False  # "Man arrested in Ohio", which is no town of the Ivory Coast
    if name.label == "ORG" and name.first == name.last and prominence >= _TOWN and spoken[sense.entity.country]:
        return not name.person  # Mariupol, in an article on Ukraine
    surname = name.person or name.titled or name.first != name.last or name.folded in name_words().surnames
    lone = name.label == "PERSON" and prominence >= _TOWN and not surname
    if lone and sense.entity.country not in _UNSAID and spoken[sense.entity.country] > 1:
        return True  # Darwin, in an article on Australia
    if name.folded in located and prominence >= _LOCATED and not name.person:
        return True
    if name.basis == "gazetteer" and (prominence >= _REGION or sense.entity.type not in ("City", "Region")):
        return name.label != "PERSON" or (not name.person and (prominence >= _MILLION or name.last > name.first))
    if name.basis == "proper-noun":
        return prominence >= _TOWN
    return name.label in _PLACE_LABELS and not name.person


def _is_spoken_of(country: str, spoken: Counter[str], how: str) -> bool:
    """Whether the article speaks of the country; of none at all, one whose press writes English may go without saying.

    Where `how` is "main", no other country may be spoken of twice as much: "Congress" in India, and in Washington.
    """
    most = max(spoken.values(), default=0)
    if not most:
        return country in _UNSAID
    return spoken[country] > 0 and (how != "main" or 2 * spoken[country] >= most)


def _container_beside(
    names: list[Name], number: int, syntax: Syntax, gazetteer: Gazetteer
) -> tuple[Sense | None, Sense | None]:
    """The sense that lies in the place named right after, and that place's: "Paris, Texas", "Salem (Ore.)"."""
    name = names[number]
    if number + 1 == len(names) or not name.senses:
        return None, None
    after = names[number + 1]
    between = syntax.words[name.last + 1 : after.first]
    if len(between) != 1 or between[0] not in (",", "(", "-", "in"):
        return None, None
    containers = {s.entity.key: s for s in after.senses if s.usage == "literal"}
    found = [
        (s, containers[key])
        for s in name.senses
        if s.entity.type in PLACES and s.usage == "literal"
        for key in containers_of(s, gazetteer)
        if key in containers
    ]
    best = max(found, key=lambda pair: (_in_its_own_right(pair[0], name, gazetteer), pair[0].entity.key), default=None)
    return best or (None, None)


def _in_its_own_right(sense: Sense, name: Name, gazetteer: Gazetteer) -> float:
    """The prominence, less for a region that is called after its city: "Kharkiv, Ukraine"."""
    seated = sense.entity.type == "Region" and any(_seat_of(s, sense, gazetteer) for s in name.senses)
    return sense.known.prominence - (_SAME_NAME if seated else 0.0)


def _country_of_address(url: str) -> str:
    """ISO 3166-1 alpha-3 of an address under a country's domain, else empty."""
    domain = _DOMAIN.search(url)
    code = domain.group(1).upper() if domain else ""
    code = {"UK": "GB"}.get(code, code)
    return next((row["code"] for row in countries().values() if row["alpha2"] == code), "") if code else ""


def containers_of(sense: Sense, gazetteer: Gazetteer) -> list[str]:
    """The keys of the places that a place lies in, up to its country."""
    found, key = [], sense.entity.contained_in
    while key and key not in found:
        found.append(key)
        container = gazetteer.entity(key)
        key = container.contained_in if container else ""
    return found


def _seat_of(sense: Sense, region: Sense, gazetteer: Gazetteer) -> bool:
    """Whether the city lies in the region that is called like it; of a lesser region a small town will do."""
    least = _TOWN if region.known.prominence >= REGION_PROMINENCE else _VILLAGE
    large = sense.entity.type == "City" and sense.known.prominence >= least
    return large and region.entity.key in containers_of(sense, gazetteer)


def _score(sense: Sense, name: Name, kind: str, context: _Context, gazetteer: Gazetteer) -> float:
    entity = sense.entity
    score = sense.known.prominence + (_KIND if kind and entity.type == kind else 0.0)
    total = sum(context.countries.values())
    if total and entity.country:
        village = entity.type == "City" and sense.known.prominence < _VILLAGE
        weight = _VILLAGE_COUNTRY if village else _COUNTRY
        score += weight * context.countries[entity.country] / total
    if entity.type in ("City", "Region") and any(context.divisions[k] for k in containers_of(sense, gazetteer)[:2]):
        score += _DIVISION
    if not kind and entity.type == "Region" and any(_seat_of(s, sense, gazetteer) for s in name.senses):
        score -= _SAME_NAME  # Kursk alone is the city of Kursk oblast
    if entity.type == "City" and class_by_words(name.folded) == "Region":
        score -= _SAME_NAME  # Orange County
    if entity.type == "City" and any(_outshines(s, sense, name, context) for s in name.senses):
        score -= _COUNTRY  # Washington, Tyne and Wear, where the article speaks of the USA as well
    if entity.type == "City" and any(_is_namesake_of(sense, s, context) for s in name.senses):
        score -= _NAMESAKE  # Manchester, where the article speaks of Britain as well as of the USA
    if name.label == "NORP" and sense.usage != "demonym":
        score -= 1.0
    return score


def _is_namesake_of(sense: Sense, older: Sense, context: _Context) -> bool:
    """Whether a settlers' town has the name of a town of the old country, of which the article speaks too."""
    return (
        sense.entity.country in _SETTLED and older.entity.country in _SETTLERS and older.entity.type == "City"
        and older.known.prominence >= max(_VILLAGE, sense.known.prominence - 1.0)
        and context.countries[older.entity.country] > 0
    )


def _outshines(seat: Sense, sense: Sense, name: Name, context: _Context) -> bool:
    """Whether the name is above all that of a seat of government, of whose country the article speaks."""
    far = seat.known.prominence >= max(_SEATED, sense.known.prominence + _RIVAL)
    return far and seat.entity.type == "City" and bool(context.speakers.get(seat.entity.country, set()) - {name.folded})
