"""An actor's sector, as PLOVER's codebook (0.8) divides actors: GOV MIL REB OPP CVL IGO NGO MED …"""

from __future__ import annotations

from kgbuild.entities.actor_nouns import ActorWords, Form
from kgbuild.entities.affiliations import Affiliation
from kgbuild.language.syntax import Syntax

_OUTWEIGHED = {  # by the sector of the organisation they belong to: UN troops, a Red Cross worker
    "IGO": frozenset(("", "GOV", "MIL", "COP", "UAF", "JUD", "LEG", "SPY", "NGO", "EDU")),
    "NGO": frozenset(("", "LAB", "EDU", "HLH")),
}
_PLACES = frozenset(("Country", "Region", "City"))
_BY_CLASS = {
    "NonGovernmentalOrganisation": "NGO", "InternationalOrganisation": "IGO", "Company": "BUS", "MediaOutlet": "MED",
    "PoliticalParty": "PTY", "EducationalOrganisation": "EDU",
    "Government": "GOV", "GovernmentBody": "GOV", "ArmedForce": "MIL",
}


def sector_of(
    form: Form, left: int, affiliations: list[Affiliation], syntax: Syntax, words: ActorWords,
    named: frozenset[int] = frozenset(),
) -> str:
    """The sector that noun, words before it and affiliation give; "" where none does.

    `named` are the tokens of known organisations' names, whose words tell nothing by themselves (the World Bank).
    """
    noun = form.noun
    sector, settled = noun.sector, False
    for token in range(form.head - 1, left - 1, -1):
        if (token >= form.first and form.first < form.head) or token in named:
            continue
        found = _modifier(syntax, token, words)
        if found and (found[1] or (noun.weak and not settled)):
            sector, settled = found[0], True
            if found[1]:
                break
    organisations = [a.entity for a in affiliations if a.entity.type not in ("Country", "Region", "City", "Person")]
    for entity in organisations[:1]:
        own = entity.sector or _BY_CLASS.get(entity.type, "")
        if own and (sector in _OUTWEIGHED.get(own, ()) or (noun.weak and not settled)):
            return own
    owned = [a for a in affiliations if a.entity.type in _PLACES and a.relation in ("possessive", "of")]
    if noun.weak and noun.national and owned and not settled:
        return noun.national  # "Hong Kong's chief executive" heads no company
    people = [a.entity for a in affiliations if a.entity.type == "Person"]
    if not sector and noun.weak and people:  # the president's spokesman, the premier's office
        return people[0].sector or (noun.national if noun.owned and people[0].country else "")
    seat = any(a.entity.type == "Government" or a.entity.place.startswith("government/") for a in affiliations)
    if not sector and seat:
        return "GOV"
    if not sector and any(a.nation or a.entity.type in _PLACES for a in affiliations):
        return noun.national
    return sector


def _modifier(syntax: Syntax, token: int, words: ActorWords) -> tuple[str, bool] | None:
    if token > 0:
        longer = f"{syntax.lowers[token - 1]} {syntax.lowers[token]}"
        if longer in words.modifiers:
            return words.modifiers[longer]
        joined = "".join(syntax.lowers[max(token - 2, 0) : token + 1])
        if joined in words.modifiers and syntax.words[token - 1] == "-":
            return words.modifiers[joined]
    return words.modifiers.get(syntax.lowers[token]) or words.modifiers.get(syntax.lemmas[token])
