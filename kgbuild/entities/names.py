"""Where the names of a text stand: spaCy's entities, the gazetteer's names and runs of proper nouns, with one boundary.

The gazetteer's names are looked for at every capitalised word; what remains of proper nouns is a name too. Of
overlapping candidates the longest stays. A name that is recognised once is recognised everywhere in its article.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc

from kgbuild.entities.bodies_of_lists import bodies_of_lists
from kgbuild.entities.gazetteer import Gazetteer
from kgbuild.entities.name_joining import TERRITORIES, Places, is_university, joined
from kgbuild.entities.name_words import class_by_words, name_words
from kgbuild.entities.office_and_person import body_before_person
from kgbuild.entities.proper_nouns import proper_noun_runs
from kgbuild.entities.recognised_names import PLACED, TOWN, recognised_names
from kgbuild.entities.senses import Sense, fold
from kgbuild.entities.storms import storm_names
from kgbuild.language.syntax import Syntax, syntax_of
from kgbuild.language.tagsets import PROPER_TAGS
from kgbuild.model import Span

_QUOTES = frozenset(('"', "'", "``"))
_NAMING = PROPER_TAGS | {"NN", "NNS", "JJ", "FW", "XX"}
_COUNTRY = 7.5  # a prominence from which no village shares the name


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
    storm: str = ""  # of the name of a storm, as the article first calls it


def find_names(doc: Doc, gazetteer: Gazetteer) -> list[Name]:
    """The names of the text in order, none overlapping another, each with what it may name."""
    syntax = syntax_of(doc)
    recognised = [_name(syntax, *name, "named-entity") for name in recognised_names(doc, syntax, gazetteer)]
    storms = [_name(syntax, *extent, "EVENT", "storm") for extent in storm_names(syntax)]
    bodies = [_name(syntax, *extent, "ORG", "list of tasks") for extent in bodies_of_lists(syntax, gazetteer)]
    found = [*storms, *bodies, *_known(syntax, gazetteer), *recognised, *_quoted_titles(syntax, gazetteer)]
    chosen = _without_overlaps(found)
    taken = {at for name in chosen for at in range(name.first, name.last + 1)}
    runs = [_name(syntax, *extent, "", "proper-noun") for extent in proper_noun_runs(syntax, taken)]
    chosen = _without_overlaps([*chosen, *runs])
    chosen = _without_overlaps(_with_kind(name, syntax, gazetteer) for name in chosen)
    chosen = [part for name in _joined(chosen, syntax, gazetteer) for part in _without_office(name, syntax, gazetteer)]
    _agree(chosen, syntax)
    _call_storms(storms, chosen, syntax)
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
            if not name.senses and name.last > name.first and name.label in ("PERSON", "ORG", ""):
                name.senses = gazetteer.people(words)
    return chosen


def _call_storms(storms: list[Name], names: list[Name], syntax: Syntax) -> None:
    """What is called as a storm of the article is that storm."""
    called = {syntax.lowers[name.last]: words_of(syntax, name.first, name.last) for name in reversed(storms)}
    for name in names if called else ():
        if syntax.lowers[name.last] in called and (name.first == name.last or name.basis == "storm"):
            name.storm, name.senses, name.person, name.label = called[syntax.lowers[name.last]], [], False, "EVENT"


def _without_direction(name: Name, syntax: Syntax, gazetteer: Gazetteer) -> Name:
    """ "Western Ukraine" is no name of its own unless a gazetteer has it; "West Bank" is."""
    if name.label not in PLACED or name.senses or name.first == name.last:
        return name
    direction = syntax.lowers[name.first] in name_words().directions or name.label == "NORP"  # "Armed Pakistani"
    if not direction or gazetteer.senses(
        words_of(syntax, name.first, name.last)
    ):
        return name
    inner = _name(syntax, name.first + 1, name.last, name.label, name.basis)
    inner.senses = gazetteer.names(words_of(syntax, inner.first, inner.last))
    return inner if inner.senses else name


def _without_office(name: Name, syntax: Syntax, gazetteer: Gazetteer) -> Iterator[Name]:
    """A body and the person after it apart: "Speaker of the House of Representatives | Femi Adeyanju"."""
    body = None if name.senses else body_before_person(name.first, name.last, syntax, gazetteer)
    if body is None:
        yield name
        return
    known = gazetteer.names(words_of(syntax, name.first, body))
    before = _name(syntax, name.first, body, "" if known else "ORG", name.basis)
    before.senses = known
    if body > name.first or before.senses:
        yield before
    yield _name(syntax, body + 1, name.last, "PERSON", name.basis)


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
    return any(s.entity.type in TERRITORIES and s.known.prominence >= TOWN for s in gazetteer.senses(words))


def _with_kind(name: Name, syntax: Syntax, gazetteer: Gazetteer) -> Name:
    """With the word after a place that makes a team or newspaper of it, or a university: "Leeds | United"."""
    after = name.last + 1
    modifies = syntax.heads[name.last] == after and syntax.tags[after : after + 1] in (["NNP"], ["NNPS"])
    if modifies and name.label in PLACED and _is_place(words_of(syntax, name.first, after), gazetteer):
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
