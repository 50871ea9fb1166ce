"""How the ledger's cost grows: synthetic events linked across articles.

    python tests/benchmarks/linking.py               100,000 and 1,000,000 events, and how their costs compare
    python tests/benchmarks/linking.py 20000         so many events

Stories are made of a place, a day, a few participants and words of their own; each is told by one to eight articles of
ten events, whose wording, participants, days and figures vary. Each size runs in a process of its own, so that its
peak of memory is its own.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import time
from collections import Counter

from kgbuild import ontology as ontologies
from kgbuild.ledger.identity import same_events
from kgbuild.ledger.records import ArticleRecord, EntityRecord, EventRecord, Figure, Filler, Interval, Records
from kgbuild.ledger.sources import find_sources
from kgbuild.ledger.status import Assessor
from kgbuild.ledger.stories import group

EVENTS_AN_ARTICLE = 10
DAYS = 3650
COMMON_WORDS, STORY_WORDS = 3000, 14


def synthetic(count: int, seed: int = 1) -> tuple[Records, list[int]]:
    """About `count` events in articles, and the true event of each."""
    chance = random.Random(seed)
    ontology = ontologies.load()
    types = sorted(name for name in ontology.superclasses if ontology.is_event(name) and name != "Event")
    records, truth = Records(), []
    for number in range(5000):
        key = f"entity/{number}"
        records.entities[key] = EntityRecord(key, "Organisation", f"entity {number}", country=f"C{number % 200}")
    for number in range(20000):
        key = f"place/{number}"
        chain = frozenset((key, f"region/{number % 1500}", f"country/{number % 200}"))
        records.entities[key] = EntityRecord(key, "City", f"place {number}", places=chain, is_place=True)
    common = [f"word{number}" for number in range(COMMON_WORDS)]
    weights = [1 / (rank + 10) for rank in range(COMMON_WORDS)]
    story = 0
    while len(records.events) < count:
        story += 1
        own = [f"topic{chance.randrange(200_000)}" for _ in range(STORY_WORDS)]
        people = [f"entity/{chance.randrange(5000)}" for _ in range(6)]
        place, day = f"place/{chance.randrange(20000)}", 730_000 + chance.randrange(DAYS)
        happened = [_happening(chance, types, people, own, story * 100 + i) for i in range(14)]
        for copy in range(min(8, 1 + int(chance.expovariate(0.4)))):
            if len(records.events) >= count:
                break
            article = f"article/{story:07d}-{copy}"
            words = own + chance.choices(common, weights, k=50)
            chance.shuffle(words)
            told = day + (chance.randrange(3) if chance.random() < 0.8 else chance.randrange(60))
            records.articles.append(
                ArticleRecord(article, " ".join(own[:5]), " ".join(words), told, publisher=f"Outlet {chance.randrange(500)}")
            )
            for place_in_text, what in enumerate(chance.sample(happened, EVENTS_AN_ARTICLE)):
                records.events.append(_tell(chance, what, article, place_in_text, place, day, common))
                truth.append(what[0])
    order = sorted(range(len(records.events)), key=lambda i: (records.events[i].article, records.events[i].begin))
    truth = [truth[i] for i in order]
    records.sort()
    return records, truth


Happening = tuple[int, str, str, str, str, list[str], float]


def _happening(chance: random.Random, types: list[str], people: list[str], own: list[str], number: int) -> Happening:
    kind = chance.choice(types)
    actor, recipient = chance.sample(people, 2)
    return number, kind, f"{kind.lower()}{chance.randrange(3)}", actor, recipient, chance.sample(own, 4), float(chance.randrange(9, 900))


def _tell(
    chance: random.Random, what: Happening, article: str, sentence: int, place: str, day: int, common: list[str]
) -> EventRecord:
    _, kind, word, actor, recipient, own, figure = what
    fillers = [Filler("actor", "actor", actor, frozenset())]
    if chance.random() < 0.7:
        fillers.append(Filler("recipient", "recipient", recipient, frozenset()))
    if chance.random() < 0.4:
        fillers.append(Filler("place", "place", place, frozenset()))
    day += chance.randrange(-1, 2)
    return EventRecord(
        id=f"{article}#event-{sentence}",
        article=article,
        type=kind,
        begin=sentence * 100,
        end=sentence * 100 + 8,
        stems=(word,),
        fillers=tuple(fillers),
        time=Interval(day, day) if chance.random() < 0.3 else Interval(None, None),
        figures=(Figure("person", figure, figure),) if chance.random() < 0.1 else (),
        context=tuple(dict.fromkeys((word, *own[: chance.randrange(2, 5)], *chance.choices(common, k=6)))),
        sentence=sentence,
    )


def measure(count: int) -> dict[str, float]:
    """Seconds of processor time of each step, right and wrong links, and the peak of memory in gigabytes."""
    records, truth = synthetic(count)
    ontology = ontologies.load()
    made = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    stories = group(records.articles)
    told = time.process_time()
    identity = same_events(records, stories, ontology)
    linked = time.process_time()
    sources = find_sources(records.articles, records.claims, records.entities)
    origins = {article.id: origin for article, origin in zip(records.articles, sources.origin, strict=True)}
    assessor = Assessor(records, origins)
    for members in identity.members.values():
        assessor.standing(members)
    end = time.process_time()
    precision, recall = _pairs(identity.cluster, truth)
    return {
        "events": len(records.events),
        "articles": len(records.articles),
        "stories s": round(told - start, 1),
        "same events s": round(linked - told, 1),
        "sources and standing s": round(end - linked, 1),
        "total s": round(end - start, 1),
        "pairs precision": round(precision, 3),
        "pairs recall": round(recall, 3),
        "records GB": round(made / 1e6, 2),
        "peak GB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, 2),
    }


def _pairs(said: list[int], truth: list[int]) -> tuple[float, float]:
    def pairs(counts: Counter[object]) -> int:
        return sum(n * (n - 1) // 2 for n in counts.values())

    right = pairs(Counter(zip(said, truth, strict=True)))
    return right / max(1, pairs(Counter(said))), right / max(1, pairs(Counter(truth)))


def main() -> None:
    if len(sys.argv) == 2:
        print(json.dumps(measure(int(sys.argv[1]))))
        return
    results = []
    for count in (100_000, 1_000_000):
        done = subprocess.run([sys.executable, __file__, str(count)], check=True, stdout=subprocess.PIPE, text=True)
        results.append(json.loads(done.stdout))
        print(" ".join(f"{name} {value}" for name, value in results[-1].items()), flush=True)
    print(f"cost at ten times the events: {results[1]['total s'] / results[0]['total s']:.1f} times")


if __name__ == "__main__":
    main()
