"""From an article to its analysis: the rooms in order, and nothing else. A pure function of its arguments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from kgbuild import ontology as ontologies
from kgbuild.articles.boilerplate import divide
from kgbuild.entities import gazetteer as gazetteers
from kgbuild.entities.gazetteer import Gazetteer
from kgbuild.entities.linker import link
from kgbuild.extraction.claims import find_claims
from kgbuild.extraction.events import find_events
from kgbuild.extraction.relations import find_relations
from kgbuild.language import spacy_model
from kgbuild.language.predications import find_predications
from kgbuild.language.quantities import find_quantities
from kgbuild.language.quotations import find_quotations
from kgbuild.language.times import find_times
from kgbuild.model import Analysis, Article
from kgbuild.ontology import Ontology


@dataclass(frozen=True)
class Resources:
    """What the extraction reads besides the article: loaded once in each process."""

    nlp: Language
    ontology: Ontology
    gazetteer: Gazetteer
    model: str = field(default="")


def load_resources(model: str = "", ontology: Iterable[Path] = (), gazetteer: Iterable[Path] = ()) -> Resources:
    nlp = spacy_model.load(model)
    return Resources(nlp, ontologies.load(ontology), gazetteers.load(gazetteer), spacy_model.version(nlp))


def analyse_all(articles: Iterable[Article], resources: Resources) -> Iterator[Analysis]:
    """The analysis of each article, in order; articles not yet divided into parts are divided first."""
    divided = (article if article.parts else divide(article) for article in articles)
    for article, doc in spacy_model.parse(divided, resources.nlp):
        yield analyse_doc(article, doc, resources)


def analyse_doc(article: Article, doc: Doc, resources: Resources) -> Analysis:
    """The analysis of one article that spaCy has read."""
    ontology = resources.ontology
    predications = find_predications(doc, ontology)
    quotations = find_quotations(article, doc)
    quantities = find_quantities(doc, ontology)
    times = find_times(doc, article.date, ontology)
    resolution = link(article, doc, predications, resources.gazetteer, ontology)
    claims = find_claims(article, doc, predications, quotations, resolution, ontology)
    events = find_events(article, doc, predications, claims, resolution, quantities, times, ontology)
    relations = find_relations(article, doc, predications, claims, resolution, ontology)
    return Analysis(
        article=article,
        model=resources.model,
        entities=resolution.entities,
        mentions=resolution.mentions,
        quantities={each.key: each for each in quantities},
        times={each.key: each for each in times},
        predications=predications,
        events=events,
        claims=claims,
        relations=relations,
    )
