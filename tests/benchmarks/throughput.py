"""Articles per second, against spaCy alone: what all rooms behind the parse cost.

    python tests/benchmarks/throughput.py [FOLDER OR FILE ...] [--rounds N] [--profile]

Both read the same texts with the same pipeline, one after the other in fresh processes, several rounds in turn.
spaCy runs as it comes: `nlp.pipe` with its default settings. kgbuild runs from articles to Turtle text; loading is in
neither. The ratio is that of the medians. --profile prints where kgbuild's time goes, by room.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import os
import pstats
import statistics
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
CHARACTERS = 250_000  # of text in one measurement, the articles repeated as often as it takes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="*", default=[str(TESTS / "articles")])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--measure", choices=("spacy", "kgbuild", "profile"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        {"spacy": measure_spacy, "kgbuild": measure_kgbuild, "profile": profile_kgbuild}[options.measure](
            options.articles
        )
        return
    seconds: dict[str, list[float]] = {"spacy": [], "kgbuild": []}
    for number in range(options.rounds):
        order = ("spacy", "kgbuild") if number % 2 == 0 else ("kgbuild", "spacy")
        for name in order:
            said = json.loads(run(name, options.articles))
            seconds[name].append(said["seconds"])
            rate = (
                f"{said['articles'] / said['seconds']:.1f} articles/s, {said['tokens'] / said['seconds']:.0f} tokens/s"
            )
            print(f"round {number + 1}  {name:8} {said['seconds']:6.2f} s  {rate}", flush=True)
    spacy, kgbuild = (statistics.median(seconds[name]) for name in ("spacy", "kgbuild"))
    print(f"median    spacy {spacy:.2f} s, kgbuild {kgbuild:.2f} s, ratio {spacy / kgbuild:.3f}")
    if options.profile:
        print(run("profile", options.articles), end="")


def run(what: str, articles: list[str]) -> str:
    command = [sys.executable, __file__, "--measure", what, *articles]
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    return subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout


def read_articles(paths: list[str]) -> list:
    from dataclasses import replace

    from kgbuild.articles.readers import read
    from kgbuild.model import Article

    found = [each for each in read(paths) if isinstance(each, Article)]
    times = max(1, CHARACTERS // sum(len(each.text) for each in found))
    return [replace(each, id=f"{each.id}-{number}") for number in range(times) for each in found]


def measure_spacy(paths: list[str]) -> None:
    import spacy

    from kgbuild.language.models import DEFAULT_MODELS

    nlp = spacy.load(next(name for name in DEFAULT_MODELS if spacy.util.is_package(name)))
    texts = [article.text for article in read_articles(paths)]
    list(nlp.pipe(texts[:3]))
    began = time.perf_counter()
    tokens = sum(len(doc) for doc in nlp.pipe(texts))
    print(json.dumps({"seconds": time.perf_counter() - began, "tokens": tokens, "articles": len(texts)}))


def measure_kgbuild(paths: list[str]) -> None:
    from kgbuild.graph import turtle
    from kgbuild.pipeline import analyse_all, default_resources

    resources = default_resources()
    articles = read_articles(paths)
    for analysis in analyse_all(articles[:3], resources):
        turtle.write(analysis, resources.ontology)
    began = time.perf_counter()
    for analysis in analyse_all(articles, resources):
        turtle.write(analysis, resources.ontology)
    seconds = time.perf_counter() - began
    tokens = sum(len(resources.nlp.make_doc(article.text)) for article in articles)
    print(json.dumps({"seconds": seconds, "tokens": tokens, "articles": len(articles)}))


def profile_kgbuild(paths: list[str]) -> None:
    """Time by room: each function's own time, that of libraries under the room that called them."""
    from kgbuild.graph import turtle
    from kgbuild.pipeline import analyse_all, default_resources

    resources = default_resources()
    articles = read_articles(paths)
    list(analyse_all(articles[:3], resources))
    profile = cProfile.Profile()
    profile.enable()
    for analysis in analyse_all(articles, resources):
        turtle.write(analysis, resources.ontology)
    profile.disable()
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    rooms: Counter[str] = Counter()
    slowest: Counter[str] = Counter()
    for (file, line, name), (_, _, own, _, callers) in stats.items():
        module = _module(file)
        if module:
            rooms[module.split("/")[0] if "/" in module else module] += own
            slowest[f"{module}:{line} {name}"] += own
            continue
        for (caller, caller_line, caller_name), (_, _, part, _) in callers.items():
            found = _module(caller)
            if found and not found.endswith("spacy_model.py"):
                rooms[found.split("/")[0] if "/" in found else found] += part
                slowest[f"{found}:{caller_line} {caller_name}"] += part
            else:
                rooms["spaCy and other libraries"] += part
    total = sum(rooms.values())
    print("own time by room, under the profiler (which makes many small calls look dearer):")
    for name, seconds in rooms.most_common():
        print(f"  {seconds / total:6.1%}  {name}")
    print("functions:")
    for name, seconds in slowest.most_common(25):
        print(f"  {seconds / total:6.1%}  {name}")


def _module(file: str) -> str:
    return file.rpartition("/kgbuild/")[2] if "/kgbuild/" in file and "site-packages" not in file else ""


if __name__ == "__main__":
    main()
