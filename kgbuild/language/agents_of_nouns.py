"""Mends where *by* phrases hang: in "an attack on a village by soldiers" the soldiers attack.

The parser hangs "by soldiers" on the nearest noun. It belongs to the event noun further left where that noun's frame
has an agent, no noun between names an event or a work that somebody made, and what stands after "by" can act.
Not handled: "by" after a verb's object ("hit a village by night"), whose phrase is the verb's.
"""

from __future__ import annotations

from kgbuild.language.predicate_lexicon import PredicateLexicon
from kgbuild.language.predicates import noun_lemma
from kgbuild.language.syntax import Syntax
from kgbuild.language.tagsets import FIGURE_ENTITIES

AGENTIVE_FRAMES = frozenset(("transitive", "patient"))
NAMES_OF_AGENTS = frozenset(("GPE", "ORG", "NORP", "PERSON"))
WORKS = frozenset(  # nouns whose own "by" phrase names the maker
    """book film novel painting article song play poem album cartoon report letter photograph photo picture video image
    portrait piece work speech study survey poll editorial column essay design product song sculpture opera script
    series show programme program magazine newspaper map drawing documentary blog tweet post""".split()
)
WHERE = frozenset(  # nouns after which "by" says where, when or how
    """sea river road lake coast border canal roadside wall window door side law hand night day year end noon week month
    sea-shore shore beach bank bridge bed fire railway highway fence gate pool pond creek stream way means force train
    plane car bus boat ship air post mail email phone default mistake accident chance name lot margin vote""".split()
)


def attach_agents(s: Syntax, lexicon: PredicateLexicon) -> None:
    """Hang such phrases on their event noun, in place; a second call changes nothing."""
    for by, word in enumerate(s.lowers):
        if word == "by" and s.deps[by] in ("prep", "agent") and s.deps[s.heads[by]] == "pobj" and s.heads[by] < by:
            event = _event_noun(s, by, lexicon)
            if event is not None and _can_act(s, by):
                s.move(by, event)


def _event_noun(s: Syntax, by: int, lexicon: PredicateLexicon) -> int | None:
    noun = s.heads[by]
    named = s.ents[noun] in NAMES_OF_AGENTS
    while s.deps[noun] == "pobj" and s.deps[s.heads[noun]] == "prep":
        if s.pos[noun] not in ("NOUN", "PROPN", "NUM", "PRON"):
            return None
        if s.pos[noun] == "NOUN" and (s.lemmas[noun] in WORKS or noun_lemma(s, noun, lexicon) in lexicon.event_nouns):
            return None
        noun = s.heads[s.heads[noun]]
        if s.pos[noun] != "NOUN":
            return None
        known = lexicon.event_nouns.get(noun_lemma(s, noun, lexicon))
        if known is not None:
            fits = named or known.frame in AGENTIVE_FRAMES
            return noun if fits and all(s.lowers[child] != "by" for child in s.children[noun]) else None
    return None


def _can_act(s: Syntax, by: int) -> bool:
    agent = s.child(by, "pobj")
    if agent is None or s.ents[agent] in FIGURE_ENTITIES or s.lemmas[agent] in WHERE:
        return False
    if s.ents[agent] in NAMES_OF_AGENTS or s.tags[agent] in ("NNS", "NNPS"):
        return True
    return s.child(agent, "det", "amod", "compound", "poss") is not None
