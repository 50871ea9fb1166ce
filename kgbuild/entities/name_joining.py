"""Names that recognisers leave in pieces: "U.S. | Department | of | Education", "Amnesty International | Kenya"."""

from __future__ import annotations

from dataclasses import dataclass

from kgbuild.entities.gazetteer import Gazetteer
from kgbuild.entities.name_words import class_by_words, name_words
from kgbuild.entities.senses import Sense, fold
from kgbuild.language.syntax import Syntax
from kgbuild.language.tagsets import PROPER_TAGS

ORGANISATIONS = frozenset((
    "GovernmentBody", "ArmedForce", "EducationalOrganisation", "MediaOutlet", "Company", "NonGovernmentalOrganisation",
    "PoliticalParty", "SportsTeam",
))
_MODIFIER = frozenset(("compound", "nmod"))
TERRITORIES = frozenset(("Country", "Region", "City", "Continent"))
_BRANCHING = frozenset(("Organisation", "NonGovernmentalOrganisation", "Company", "InternationalOrganisation"))
_SMALL_TOWN = 3.5  # a prominence from which a word before a place is a town rather than a company's name
_COMPASS = frozenset("NSEW")
_ORGANISED = frozenset(("", "ORG", "PRODUCT"))
Extent = tuple[int, int]


class Places:
    """What the gazetteers say of stretches of the tokens; `senses` are those of the names found so far."""

    def __init__(self, senses: dict[Extent, list[Sense]], syntax: Syntax, gazetteer: Gazetteer) -> None:
        self.syntax = syntax
        self._senses, self._gazetteer = senses, gazetteer

    def is_place(self, first: int, last: int, demonyms: bool = True) -> bool:
        """Whether a country, region, city or continent is called so; `demonyms` as well."""
        senses = self._senses.get((first, last), [])
        return any(s.entity.type in TERRITORIES and (demonyms or s.usage == "literal") for s in senses)

    def is_territory(self, first: int, last: int) -> bool:
        """Whether a country, region or continent is called so, whose name modifies more than its own bodies."""
        senses = self._senses.get((first, last), [])
        return any(s.entity.type in TERRITORIES and s.entity.type != "City" and s.known.prominence > 6 for s in senses)

    def is_known(self, first: int, last: int) -> bool:
        """Whether something that has no branches has this name, of the populated places only those of some size."""
        senses = self._gazetteer.senses(self._words(first, last))
        return any(s.known.prominence >= _SMALL_TOWN and s.entity.type not in _BRANCHING for s in senses)

    def is_campus(self, state: Extent, town: Extent) -> bool:
        """Whether the first names a state of the USA, and the second a town in it."""
        states = {s.entity.key for s in self._gazetteer.names(self._words(*state))}
        towns = self._gazetteer.senses(self._words(*town))
        return any(s.entity.country == "USA" and self._within(s, states) for s in towns)

    def _within(self, town: Sense, states: set[str]) -> bool:
        container = self._gazetteer.entity(town.entity.contained_in)
        return container is not None and bool({container.key, container.contained_in} & states)

    def _words(self, first: int, last: int) -> str:
        return self.syntax.text[self.syntax.begins[first] : self.syntax.ends[last]]


def is_university(words: str, gazetteer: Gazetteer) -> bool:
    """Whether it is a state of the USA with a capital "State"; of Washington and New York the state is called so."""
    state = words.removesuffix(" State")
    if state == words or state in ("Washington", "New York"):
        return False
    return any(s.entity.key.startswith("region/US-") and s.usage == "literal" for s in gazetteer.names(state))


@dataclass(frozen=True, slots=True)
class _Piece:
    """The first and last token of a piece, and spaCy's label."""

    first: int
    last: int
    label: str

    @property
    def extent(self) -> Extent:
        return self.first, self.last


def joined(extents: list[tuple[Extent, str]], places: Places) -> list[tuple[Extent, str]]:
    """The extents (first and last token, spaCy's label) with adjacent ones joined where they are one name.

    Joins "Department" + of + "Education" (the first word tells an organisation); a place and the organisation right
    after it ("Ohio | Supreme Court", "Niger | Delta Avengers"); an organisation and the place after it that its branch
    is of ("Amnesty International | Kenya"); a lone capital and a place ("J | Boston"); the campus of a university
    ("University of Texas | at | Austin").
    Never a person's name, and never across a line, a comma or a possessive.
    """
    syntax = places.syntax
    found: list[_Piece] = []
    for (first, last), label in extents:
        piece = _Piece(first, last, label)
        if not found or found[-1].last < first - 1:
            piece = _with_lone_capital(piece, syntax, places)
        while found and piece.label != "PERSON":
            before = found[-1]
            if before.label == "PERSON" or not _one_name(before, piece, syntax, places):
                break
            found.pop()
            piece = _Piece(before.first, piece.last, "ORG")
        found.append(piece)
    return [(piece.extent, piece.label) for piece in found]


def _one_name(before: _Piece, after: _Piece, syntax: Syntax, places: Places) -> bool:
    gap = after.first - before.last - 1
    if gap == 1 and syntax.lowers[before.last + 1] in ("at", ",", "-", "–"):
        return _is_campus(before, after, syntax, places)
    if gap == 1 and syntax.lowers[before.last + 1] in ("of", "for"):
        head = syntax.lowers[before.first]
        opens = name_words().first.get(head) in ORGANISATIONS and before.first == before.last
        return opens and syntax.heads[before.last + 1] == before.last
    if gap != 0 or "\n" in syntax.text[syntax.ends[before.last] : syntax.begins[after.first]]:
        return False
    if syntax.lowers[before.last] in name_words().titles or syntax.lowers[after.first] in name_words().titles:
        return False
    modifies = syntax.deps[before.last] in _MODIFIER and after.first <= syntax.heads[before.last] <= after.last
    proper = all(syntax.tags[at] in PROPER_TAGS for at in range(before.last, after.last + 1))
    if places.is_place(*before.extent):
        return _of_the_place(before, after, modifies and proper, syntax, places)
    if places.is_place(*after.extent, demonyms=False):
        return modifies and proper and _has_branches(before, places)
    return modifies and syntax.tags[before.last] in PROPER_TAGS


def _is_campus(before: _Piece, after: _Piece, syntax: Syntax, places: Places) -> bool:
    """Whether it is the campus of a state university: "University of Texas | at | Austin"."""
    opens = syntax.lowers[before.first : before.first + 2] == ["university", "of"] and before.last > before.first + 1
    return opens and places.is_campus((before.first + 2, before.last), after.extent)


def _of_the_place(before: _Piece, after: _Piece, one_compound: bool, syntax: Syntax, places: Places) -> bool:
    """Whether what follows the place makes one name with it: an organisation by its words, or a compound of names."""
    if places.is_place(*after.extent):
        return False  # not Ohio Democrats
    words = fold(syntax.text[syntax.begins[after.first] : syntax.ends[after.last]])
    kind = class_by_words(words) or class_by_words(f"x {words}")
    if kind:
        one_word = after.first == after.last and syntax.tags[after.first] in PROPER_TAGS
        region = kind == "Region" and one_word  # Enugu State
        return kind in ORGANISATIONS - {"PoliticalParty"} or region
    literal = places.is_place(*before.extent, demonyms=False)
    several = after.last > after.first or after.label == "ORG" or not places.is_territory(*before.extent)
    return literal and one_compound and several and after.label in _ORGANISED and not places.is_known(*after.extent)


def _has_branches(before: _Piece, places: Places) -> bool:
    """Whether it can be an organisation, whose branch is named by a place: "Google | Ireland", no town, no demonym."""
    return before.label in _ORGANISED and not places.is_place(*before.extent) and not places.is_known(*before.extent)


def _with_lone_capital(piece: _Piece, syntax: Syntax, places: Places) -> _Piece:
    """With the letter that modifies a place, which makes a name of its own: "J Boston" is no place, "N Ireland" is."""
    at = piece.first - 1
    if at < 0 or len(syntax.words[at]) != 1 or syntax.tags[at] not in PROPER_TAGS or not syntax.words[at].isupper():
        return piece
    if syntax.words[at] in _COMPASS:
        return piece
    beside = syntax.text[syntax.ends[at] : syntax.begins[piece.first]] == " "
    if beside and syntax.heads[at] == piece.last and places.is_place(*piece.extent, demonyms=False):
        return _Piece(at, piece.last, "ORG")
    return piece
