"""Where the names of a text stand: spaCy's entities, the gazetteer's names and runs of proper nouns, with one boundary.

spaCy's small model finds most names and misplaces many of their ends. Its entities are trimmed and split by the rules
below; the gazetteer's names are looked for at every capitalised word; what remains of proper nouns is a name too. Of
overlapping candidates the longest stays. A name that is recognised once is recognised everywhere in its article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc

from kgbuild.entities.gazetteer import Gazetteer
from kgbuild.entities.name_joining import TERRITORIES, Places, is_university, joined
from kgbuild.entities.name_words import class_by_words, name_words
from kgbuild.entities.proper_nouns import PROPER, proper_noun_runs
from kgbuild.entities.senses import Sense, fold
from kgbuild.language.syntax import Syntax, syntax_of
from kgbuild.model import Span

NAMED = frozenset(("PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE"))
_POSSESSIVE = frozenset(("'s", "'", "’s", "’", "s'"))
_EDGE = frozenset("\"'`-–—,;:!?()[]{}/\\|*_•“”‘’") | {"...", "…", "--", "''", "``", ".", "&", "and", "or", "of", "in"}
_COURTESY = frozenset(("mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sen.", "rep.", "gov."))
_QUOTES = frozenset(('"', "'", "``"))
_ARTICLES = frozenset(("the", "a", "an"))
_NAMING = PROPER | {"NN", "NNS", "JJ", "FW"}
_SEPARATORS = frozenset("()/•·▪■●►|*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SCORE = re.compile(r"\d{1,3} ?[-–] ?\d{1,3}(?!\w)")
_HAS_LETTER = re.compile(r"[^\W\d_]")
_COUNTRY = 7.5  # a prominence from which no village shares the name
_TOWN = 4.7
_TITLED = frozenset(("ORG", "FAC", "WORK_OF_ART", "EVENT", "PRODUCT"))
_LEGAL_FORMS = (["inc."], ["inc"], ["ltd"], ["ltd."], ["llc"], ["corp."], ["plc"], ["jr."], ["jr"], ["sr."])
_PLACED = frozenset(("GPE", "LOC", "NORP"))  # whose names begin with a capital: "north west London", "anti-Russian"
_PARTICLES = frozenset(("al", "el", "de", "la", "le", "los", "las", "les", "san", "as", "ar", "ad", "an", "ash", "at"))
_WORKS = frozenset(("ORG", "WORK_OF_ART", "FAC", "PERSON"))
_LISTED = frozenset(("PERSON", "GPE", "NORP", "LOC"))  # what stands in lists, whose members are names of their own


@dataclass(slots=True)
class Name:
    """A name in the text: tokens `first` to `last`, both included."""

    first: int
    last: int
    span: Span
    label: str  # spaCy's label of an entity, "" for what only the gazetteer or the tagger knows
    basis: str  # gazetteer, named-entity or proper-noun
    senses: list[Sense] = field(default_factory=list)
    sense: Sense | None = None  # the one chosen
    kind: str = ""  # class of the ontology
    folded: str = ""  # its words as gazetteers keep them
    located: bool = False  # stands somewhere in the article after a preposition of place
    person: bool = False  # the article has a person of this last name
    titled: bool = False  # stands after a person's title


def find_names(doc: Doc, gazetteer: Gazetteer) -> list[Name]:
    """The names of the text in order, none overlapping another, each with what it may name."""
    syntax = syntax_of(doc)
    recognised = [_widened(syntax, name) for name in _recognised(doc, syntax, gazetteer)]
    chosen = _without_overlaps([*_known(syntax, gazetteer), *recognised, *_quoted_titles(syntax, gazetteer)])
    taken = {at for name in chosen for at in range(name.first, name.last + 1)}
    runs = [_name(syntax, *extent, "", "proper-noun") for extent in proper_noun_runs(syntax, taken)]
    chosen = _without_overlaps([*chosen, *runs])
    chosen = _without_overlaps(_with_kind(name, syntax, gazetteer) for name in chosen)
    chosen = _joined(chosen, syntax, gazetteer)
    _agree(chosen, syntax)
    chosen = [_without_direction(name, syntax, gazetteer) for name in chosen]
    for name in chosen:
        words = words_of(syntax, name.first, name.last)
        name.folded = fold(words)
        if not name.label and name.last > name.first and _ends_in_country(name, syntax, gazetteer):
            name.label = "ORG"
        if is_university(words, gazetteer):
            name.senses, name.label, name.kind = [], "ORG", "EducationalOrganisation"
        elif name.label == "PERSON" and name.last > name.first and _named_by_place(name, syntax, gazetteer):
            name.label, name.kind = "ORG", class_by_words(words)
        elif not any(sense.known.prominence >= _COUNTRY for sense in name.senses):
            name.senses = gazetteer.senses(words) or name.senses
    return chosen


def _without_direction(name: Name, syntax: Syntax, gazetteer: Gazetteer) -> Name:
    """ "Western Ukraine" is no name of its own unless a gazetteer has it; "West Bank" is."""
    if name.label not in _PLACED or name.senses or name.first == name.last:
        return name
    direction = syntax.lowers[name.first] in name_words().directions or name.label == "NORP"  # "Married Pakistani"
    if not direction or gazetteer.senses(
        words_of(syntax, name.first, name.last)
    ):
        return name
    inner = _name(syntax, name.first + 1, name.last, name.label, name.basis)
    inner.senses = gazetteer.names(words_of(syntax, inner.first, inner.last))
    return inner if inner.senses else name


def words_of(syntax: Syntax, first: int, last: int) -> str:
    return syntax.text[syntax.begins[first] : syntax.ends[last]]


def _name(syntax: Syntax, first: int, last: int, label: str, basis: str) -> Name:
    return Name(first, last, syntax.span(first, last), label, basis)


# ---- the gazetteer's names


def _known(syntax: Syntax, gazetteer: Gazetteer) -> Iterator[Name]:
    """The gazetteer's names, the longest at each place."""
    words, count, at = syntax.words, len(syntax.words), 0
    while at < count:
        word = words[at]
        step = 1
        if word[:1].isupper():
            abbreviated = words[at + 1 : at + 2] == ["."] and syntax.ends[at] == syntax.begins[at + 1]
            if abbreviated and gazetteer.longest(fold(word + ".")):
                word += "."  # "Calif." at the end of a sentence
            after_article = word == "The" and at + 1 < count
            most = gazetteer.longest(fold(words[at + 1])) + 1 if after_article else gazetteer.longest(fold(word))
            most = most or int(len(words[at]) == 2 and words[at].isupper() and words[at - 1 : at] == [","])
            end = min(at + 2 * most, syntax.sentences[syntax.sentence_of[at]][1]) if most else at
            for after in range(end, at, -1):
                if not words[after - 1].strip():
                    continue
                senses = gazetteer.names(words_of(syntax, at, after - 1)) or _postal(syntax, at, after - 1, gazetteer)
                if after_article:
                    senses = [s for s in senses if s.form.startswith("The ")]
                elif after == at + 1 and syntax.tags[at] not in _NAMING:
                    senses = [s for s in senses if s.known.prominence >= _COUNTRY or s.usage == "demonym"]
                if senses:
                    found = _name(syntax, at, after - 1, "", "gazetteer")
                    found.senses = senses
                    yield found
                    step = after - at
                    break
        at += step


def _postal(syntax: Syntax, first: int, last: int, gazetteer: Gazetteer) -> list[Sense]:
    """A state by its postal code: only after a comma ("Houston, TX")."""
    code = syntax.words[first]
    if first != last or len(code) != 2 or not code.isupper() or syntax.words[first - 1 : first] != [","]:
        return []
    return [Sense(known, code) for key in (f"region/US-{code}", f"region/CA-{code}") if (known := gazetteer.known(key))]


# ---- spaCy's names


def _recognised(doc: Doc, syntax: Syntax, gazetteer: Gazetteer) -> Iterator[Name]:
    """spaCy's entities, trimmed and split."""
    for entity in doc.ents:
        if entity.label_ in NAMED:
            label = "PERSON" if syntax.lowers[entity.start] in _COURTESY else entity.label_
            for first, last in _pieces(syntax, entity.start, entity.end, label, gazetteer):
                yield _without_demonym(syntax, _name(syntax, first, last, label, "named-entity"), gazetteer)


def _without_demonym(syntax: Syntax, name: Name, gazetteer: Gazetteer) -> Name:
    """A person's name without the demonym before it: "Italian astronaut" is two, and so is "Italian Anna Rossi"."""
    rest = name.last - name.first
    if name.label not in ("PERSON", "ORG") or rest < 1 or (name.label == "ORG" and rest != 2):
        return name
    words = words_of(syntax, name.first, name.last)
    if class_by_words(words) or gazetteer.names(words):
        return name
    if any(s.usage == "demonym" for s in gazetteer.names(syntax.words[name.first])):
        return _name(syntax, name.first + 1, name.last, "PERSON", name.basis)
    return name


def _pieces(syntax: Syntax, start: int, end: int, label: str, gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    """An entity's tokens, split at line ends, brackets, the commas of lists and possessives.

    A possessive is part of the name where nothing known stands before it ("Harper's Bazaar", not "Japan's Senate").
    """
    first = start
    for at in range(start, end):
        word, lower = syntax.words[at], syntax.lowers[at]
        ends = "\n" in word or word in _SEPARATORS
        if word in _POSSESSIVE and syntax.tags[at] == "POS" and at + 1 < end:
            ends = label not in _TITLED or bool(gazetteer.names(words_of(syntax, first, at - 1)))
        elif word in (",", ";"):
            ends = ends or syntax.lowers[at + 1 : at + 2] not in _LEGAL_FORMS
        elif lower == "and":
            ends = label in _LISTED or _two_places(syntax, start, at, end, gazetteer)
        elif word == "-" and first < at < end - 1:
            sides = [words_of(syntax, first, at - 1), words_of(syntax, at + 1, end - 1)]  # "Delhi-Noida", not Coca-Cola
            known = any(map(gazetteer.names, sides))
            ends = known and (label == "NORP" or all(map(gazetteer.senses, sides)))
        if ends:
            yield from _trimmed(syntax, first, at - 1, label)
            first = at + 1
    yield from _trimmed(syntax, first, end - 1, label)


def _two_places(syntax: Syntax, start: int, at: int, end: int, gazetteer: Gazetteer) -> bool:
    """Whether both sides of "and" are towns and the whole has no name: "Reading and Bath"."""
    if gazetteer.names(words_of(syntax, start, end - 1)):
        return False
    sides = (words_of(syntax, start, at - 1), words_of(syntax, at + 1, end - 1)) if start < at < end - 1 else ()
    return bool(sides) and all(any(s.known.prominence >= _TOWN for s in gazetteer.senses(side)) for side in sides)


def _trimmed(syntax: Syntax, first: int, last: int, label: str) -> Iterator[tuple[int, int]]:
    words, lowers, table = syntax.words, syntax.lowers, name_words()

    def edge(at: int) -> bool:
        return lowers[at] in _EDGE or words[at] in _POSSESSIVE or not words[at].strip()

    while first <= last:
        title = label == "PERSON" and first < last and lowers[first] in table.titles
        article = lowers[first] in _ARTICLES and not (label in _WORKS and _capital_inside(syntax, first))
        lower = label in _PLACED and first < last and words[first][:1].islower() and lowers[first] not in _PARTICLES
        if not (edge(first) or article or title or lower):
            break
        first += 1
    scored = next((at for at in range(first + 1, last + 1) if _is_score(syntax, at)), None)
    last = scored - 1 if scored is not None else last
    while first <= last and (edge(last) or (last > first and label == "ORG" and lowers[last] in table.person_titles)):
        last -= 1
    if first > last or syntax.ends[last] - syntax.begins[first] < 2:
        return
    if not any(word[:1].isupper() for word in words[first : last + 1]):
        return
    whole = " ".join(lowers[first : last + 1])
    if whole in table.titles or whole in table.not_names:
        return
    if _HAS_LETTER.search(words_of(syntax, first, last)):
        yield first, last


def _is_score(syntax: Syntax, at: int) -> bool:
    """Whether the result of a game begins here, as one token or three: "2-1"."""
    return _SCORE.match(syntax.text, syntax.begins[at]) is not None


def _capital_inside(syntax: Syntax, at: int) -> bool:
    """Whether the word is capitalised without a sentence beginning there, or opens a quotation."""
    start = syntax.sentences[syntax.sentence_of[at]][0]
    before = syntax.words[at - 1] if at > start else "."
    return syntax.words[at][:1].isupper() and (before.isalpha() or before in _QUOTES)


def _widened(syntax: Syntax, name: Name) -> Name:
    """With the proper nouns that the parser makes one compound with it, where spaCy's entity stops short."""
    first, last = name.first, name.last
    while last + 1 < len(syntax.words) and _belongs(syntax, last + 1, name) and syntax.heads[last] == last + 1:
        last += 1
    if name.label == "PERSON" and first == last and last + 1 < len(syntax.words) and _given_name(syntax, last):
        last += 1
    is_event = class_by_words(words_of(syntax, first, last)) == "NamedEvent"
    if is_event and first > 0 and _YEAR.fullmatch(syntax.words[first - 1]):
        first -= 1  # the 1999 World Cup
    if name.label in ("ORG", "FAC", "PERSON", "PRODUCT", "WORK_OF_ART", "EVENT"):
        while first > 0 and _belongs(syntax, first - 1, name) and first <= syntax.heads[first - 1] <= last:
            first -= 1
    return name if (first, last) == (name.first, name.last) else _name(syntax, first, last, name.label, name.basis)


def _given_name(syntax: Syntax, at: int) -> bool:
    """Whether the next word is the rest of a person's name that spaCy's entity cut off."""
    after, table = at + 1, name_words()
    word = syntax.lowers[after]
    return (
        syntax.tags[after] == "NNP" and syntax.words[after][:1].isupper() and not syntax.ents[after]
        and word.isalpha() and word not in table.titles | table.not_names and word not in table.last
    )


def _belongs(syntax: Syntax, at: int, name: Name) -> bool:
    word = syntax.lowers[at]
    table = name_words()
    return (
        syntax.tags[at] in PROPER and syntax.words[at][:1].isupper() and not syntax.ents[at]
        and word not in table.titles and word not in table.not_names and syntax.deps[at] in ("compound", "flat")
    )


def _quoted_titles(syntax: Syntax, gazetteer: Gazetteer) -> Iterator[Name]:
    """Titles of works: a few words in quotation marks, all the longer ones capitalised ("Autumn in Vermont")."""
    opened = -1
    for at, word in enumerate(syntax.words):
        if word not in _QUOTES or word == "'":
            continue
        first, last, opened = opened + 1, at - 1, at
        while last > first and not syntax.words[last][-1:].isalnum():
            last -= 1
        if not (first > 0 and 2 <= last - first + 1 <= 7) or syntax.sentence_of[first] != syntax.sentence_of[last]:
            continue
        words = [w for w in syntax.words[first : last + 1] if w.isalpha()]
        capital = words and words[0][0].isupper() and words[-1][0].isupper()
        titled = capital and all(w[0].isupper() for w in words if len(w) > 3) and sum(w[0].isupper() for w in words) > 1
        if titled and not words[-1].isupper() and not gazetteer.names(words_of(syntax, first, last)):
            yield _name(syntax, first, last, "WORK_OF_ART", "quoted title")
            opened = -1


# ---- names in pieces


def _ends_in_country(name: Name, syntax: Syntax, gazetteer: Gazetteer) -> bool:
    """Whether an unknown name ends in a country's, as those of branches do: "Google Germany"."""
    senses = gazetteer.names(syntax.words[name.last])
    return not name.senses and any(s.entity.type == "Country" and s.usage == "literal" for s in senses)


def _named_by_place(name: Name, syntax: Syntax, gazetteer: Gazetteer) -> bool:
    """Whether what is taken for a person is a place's team or newspaper: "Manchester United"."""
    words = words_of(syntax, name.first, name.last)
    if class_by_words(words) not in ("SportsTeam", "MediaOutlet", "EducationalOrganisation"):
        return False
    return _is_place(words_of(syntax, name.first, name.last - 1), gazetteer)


def _is_place(words: str, gazetteer: Gazetteer) -> bool:
    """Whether a country, a first-level division or a town of some size is called so."""
    return any(s.entity.type in TERRITORIES and s.known.prominence >= _TOWN for s in gazetteer.senses(words))


def _with_kind(name: Name, syntax: Syntax, gazetteer: Gazetteer) -> Name:
    """With the word after a place that makes a team or newspaper of it, or a university: "Leeds | United"."""
    after = name.last + 1
    modifies = syntax.heads[name.last] == after and syntax.tags[after : after + 1] in (["NNP"], ["NNPS"])
    if modifies and name.label in _PLACED and _is_place(words_of(syntax, name.first, after), gazetteer):
        return _name(syntax, name.first, after, name.label, "joined")  # Baja | California
    named = modifies and class_by_words(words_of(syntax, name.first, after)) in ("SportsTeam", "MediaOutlet")
    if named and syntax.words[after][0].isupper() and _is_place(words_of(syntax, name.first, name.last), gazetteer):
        return _name(syntax, name.first, after, "ORG", "joined")
    if syntax.words[after : after + 1] != ["State"] or syntax.tags[after + 1 : after + 2] in (["NNP"], ["NNPS"]):
        return name
    whole = _name(syntax, name.first, after, "ORG", "joined")
    return whole if is_university(words_of(syntax, name.first, after), gazetteer) else name


def _joined(names: list[Name], syntax: Syntax, gazetteer: Gazetteer) -> list[Name]:
    by_extent = {(name.first, name.last): name for name in names}
    places = Places({extent: name.senses for extent, name in by_extent.items()}, syntax, gazetteer)
    pieces = joined([(extent, name.label) for extent, name in by_extent.items()], places)
    return [by_extent.get(extent) or _name(syntax, *extent, label, "joined") for extent, label in pieces]


# ---- agreement


def _without_overlaps(names: Iterable[Name]) -> list[Name]:
    """The longest of overlapping candidates; of equal ones the gazetteer's senses with spaCy's label."""
    taken: dict[int, Name] = {}
    for name in sorted(names, key=lambda n: (n.first - n.last, n.basis != "gazetteer", n.first)):
        tokens = range(name.first, name.last + 1)
        before = next((taken[t] for t in tokens if t in taken), None)
        if before is None:
            taken.update(dict.fromkeys(tokens, name))
        elif before.first == name.first and before.last == name.last and not before.label:
            before.label = name.label
    return sorted({id(name): name for name in taken.values()}.values(), key=lambda n: n.first)


def _agree(names: list[Name], syntax: Syntax) -> None:
    """One label for one name in an article; a person's last name is a person."""
    labels: dict[str, Counter[str]] = {}
    surnames: set[str] = set()
    given: set[str] = set()
    for name in names:
        words = words_of(syntax, name.first, name.last).casefold()
        if name.label:
            labels.setdefault(words, Counter())[name.label] += 1
        if name.label == "PERSON" and name.last > name.first and not name.senses:
            surnames.add(syntax.lowers[name.last])
            given.add(syntax.lowers[name.first])
    for name in names:
        words = words_of(syntax, name.first, name.last).casefold()
        if name.first == name.last and words in surnames:
            name.person = True
            name.label = name.label if name.basis == "gazetteer" else "PERSON"
        elif words in given and name.label == "PERSON":
            name.person = True
        elif words in labels:
            name.label = min(labels[words], key=lambda label: (-labels[words][label], label))
        governor = syntax.lemmas[syntax.heads[name.last]]
        modifier = syntax.deps[name.last] in ("amod", "compound") and governor != "language"
        if name.label == "LANGUAGE" and (modifier or syntax.tags[name.last] == "JJ"):
            name.label = "NORP"
        if name.label in ("", "ORG", "PRODUCT") and not name.senses:
            name.kind = class_by_words(words)
        elif name.label == "EVENT" and class_by_words(words) == "Law":
            name.kind = "Law"  # the Paris Agreement
