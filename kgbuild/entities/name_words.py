"""Words beside and inside names that tell where a name ends and of what class it is (``name-words.tsv``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kgbuild.entities.places import GAZETTEER_FOLDER, read_table


@dataclass(frozen=True, slots=True)
class NameWords:
    """All words are in lower case."""

    titles: frozenset[str]  # before a person's name and no part of it: minister, mr.
    name_titles: frozenset[str]  # before a person's name and part of it: prince, pope
    person_titles: frozenset[str]  # of them, those that stand for a person and never end a name: mp, spokesman
    offices: frozenset[str]  # before "of" a body, and no titles: head
    courtesies: frozenset[str]  # of them, those after which even the name of a place is a person's: mrs, senator
    surnames: frozenset[str]  # names of countries and of great cities that many people bear: Jordan, London
    party_words: dict[str, str]  # that name a party only in an article on its country: labour; "main": on it above all
    not_names: frozenset[str]  # tagged as proper nouns, and no names: Monday, GMT
    never_first: frozenset[str]  # that begin no name of several words, capitalised or not: neighbouring, besieged
    not_places: frozenset[str]  # that some small town is called, and hardly ever the town: Earth, Liberty
    directions: frozenset[str]  # before a place's name and mostly no part of it: western, upper
    particles: frozenset[str]  # inside a person's name, in lower case: van, de
    storms: frozenset[str]  # hurricane, typhoon
    storm_strengths: frozenset[str]  # before them: tropical, super
    last: dict[str, str]  # last word of a name -> class: ministry -> GovernmentBody
    first: dict[str, str]  # first word of a name -> class: mount -> Landform

    def is_title(self, word: str) -> bool:
        """Whether it is a title, of one or of several people: "minister", "ministers"."""
        return word in self.titles or (word.endswith("s") and word[:-1] in self.titles and word not in self.last)

    def stands_for_person(self, word: str) -> bool:
        """Whether it is a title that never ends a name, of one or of several people: "mp", "spokesmen"."""
        return word in self.person_titles or (word.endswith("s") and word[:-1] in self.person_titles)


@cache
def name_words() -> NameWords:
    by_role: dict[str, dict[str, str]] = {}
    for row in read_table(GAZETTEER_FOLDER / "name-words.tsv"):
        by_role.setdefault(row["role"], {})[row["word"]] = row["class"]
    return NameWords(
        titles=frozenset(by_role["title"]),
        name_titles=frozenset(by_role["name-title"]),
        person_titles=frozenset(word for word, sort in by_role["title"].items() if sort == "person"),
        offices=frozenset(by_role["office"]),
        courtesies=frozenset(by_role["courtesy"]),
        surnames=frozenset(by_role["surname"]),
        party_words=by_role["party-word"],
        not_names=frozenset(by_role["not-name"]),
        never_first=frozenset(by_role["never-first"]),
        not_places=frozenset(by_role["not-place"]),
        directions=frozenset(by_role["direction"]),
        particles=frozenset(by_role["particle"]),
        storms=frozenset(by_role["storm"]),
        storm_strengths=frozenset(by_role["storm-strength"]),
        last=by_role["last"],
        first=by_role["first"],
    )


def class_by_words(words: str) -> str:
    """The class that its words give a name of several: the word before "of", the last two, the last, the first."""
    split = words.casefold().split()
    if len(split) < 2:
        return ""
    table = name_words()
    joint = next((at for at, word in enumerate(split) if word in ("of", "for") and at), 0)
    head = split[joint - 1] if joint else ""
    kind = table.last.get(" ".join(split[max(joint - 2, 0) : joint])) or table.first.get(head) or table.last.get(head)
    if kind and kind not in ("SportsTeam", "Facility"):  # Royal Bank of Scotland, no chiefs of staff, Field of Dreams
        return kind
    two = table.last.get(" ".join(split[-2:])) if len(split) > 2 else ""
    return two or table.last.get(split[-1]) or table.first.get(split[0]) or ""
