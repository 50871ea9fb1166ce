"""Places that stand for their teams: in a sports report, beside the result of a game, as one side of a match.

"Nebraska beat Iowa 24-10", "the Nebraska versus Iowa game", "the Dallas quarterback". The place stays with the team,
not with the mention: a link to the place would say that the state of Nebraska won. Not handled: a team named without a
result, an opponent or a player in the sentence, and which of a city's teams it is.
"""

from __future__ import annotations

import re

from kgbuild.entities.identifiers import name_key
from kgbuild.entities.resolution import Resolution
from kgbuild.entities.usage import words_of_role
from kgbuild.language.syntax import Syntax
from kgbuild.model import Entity, Mention

_SPORT_SHARE = 0.02  # of the words of an article that are words of sport, from which it is a sports report
_TEAMED = frozenset(("Country", "Region", "City"))
_UNKNOWN = frozenset(("Organisation", "Thing"))
_PARTICIPANTS = frozenset(("subject", "object", "recipient", "possessor", "of-possessor", "modifier"))
_RESULT = re.compile(r"(?<![\w/:.–-])\d{1,3} ?[-–] ?\d{1,3}(?![\w/:–-])")
_VERSUS = frozenset(("versus", "vs", "vs.", "v", "v."))
_OPPONENT = frozenset(("to", "with", "against", "over", "by", "for"))


def find_teams(resolution: Resolution, syntax: Syntax) -> None:
    """Gives the names that stand for teams their team as entity, before places are read as governments."""
    report = _is_sports_report(syntax)
    for head, mention in sorted(resolution.by_token.items()):
        if mention.kind != "name" or mention.place or mention.usage == "demonym":
            continue
        entity = resolution.entities[mention.entity]
        if entity.type not in _TEAMED and not (entity.type in _UNKNOWN and entity.basis == "name"):
            continue
        rule = mention.rule.rpartition(", ")[2]
        takes_part = mention.usage == "metonymic" and (rule in _PARTICIPANTS or rule.startswith("after "))
        if (report and takes_part and entity.type in _TEAMED) or _plays(head, mention, syntax):
            _give_team(mention, entity, resolution)


def _is_sports_report(syntax: Syntax) -> bool:
    words = words_of_role("sport-word")
    said = [word for word in syntax.lowers if word in words]
    return len(set(said)) >= 4 and len(said) >= _SPORT_SHARE * len(syntax.lowers)


def _plays(head: int, mention: Mention, syntax: Syntax) -> bool:
    """Whether the sentence says so: a result with a verb of games, an opponent after "versus", a player of it."""
    start, end = syntax.sentences[syntax.sentence_of[head]]
    governor = syntax.heads[head]
    if syntax.deps[head] in ("compound", "nmod", "poss") and syntax.lemmas[governor] in words_of_role("player-noun"):
        return governor > head
    before = syntax.lowers[head - 1 : head] if syntax.begins[head] == mention.span.begin else []
    if syntax.lowers[head + 1 : head + 2] and (syntax.lowers[head + 1] in _VERSUS or (before and before[0] in _VERSUS)):
        return any(word in words_of_role("sport-word") for word in syntax.lowers[start:end])
    if syntax.deps[head] == "pobj" and syntax.lowers[governor] in _OPPONENT:
        governor = syntax.heads[governor]
    elif syntax.deps[head] not in ("nsubj", "dobj", "nsubjpass", "dative"):
        return False
    if syntax.lemmas[governor] not in words_of_role("game-word"):
        return False
    return _RESULT.search(syntax.text, syntax.begins[start], syntax.ends[end - 1]) is not None


def _give_team(mention: Mention, place: Entity, resolution: Resolution) -> None:
    if place.type not in _TEAMED:
        team = Entity(name_key("sportsteam", place.label), "SportsTeam", place.label, basis="name")
    else:
        team = Entity(
            f"team/{place.key}", "SportsTeam", place.label, country=place.country, place=place.key,
            basis="place in a sports report",
        )
        mention.usage = "metonymic"
    mention.entity = resolution.entities.setdefault(team.key, team).key
