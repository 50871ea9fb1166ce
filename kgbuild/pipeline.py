"""From an article to its analysis: the rooms in order, and nothing else. A pure function of its arguments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc

from kgbuild import ontology as ontologies
from kgbuild.articles.boilerplate import divide
from kgbuild.entities import gazetteer as gazetteers
from kgbuild.entities.gazetteer import Gazetteer
from kgbuild.entities.linker import link
from kgbuild.extraction.claims import find_claims
from kgbuild.extraction.disputes import find_disputes
from kgbuild.extraction.events import find_events
from kgbuild.extraction.relations import find_relations
from kgbuild.language import spacy_model
from kgbuild.language.predications import find_predications
from kgbuild.language.quantities import find_quantities
from kgbuild.language.quotations import find_quotations
from kgbuild.language.times import find_times
from kgbuild.model import Analysis, Article
from kgbuild.ontology import Ontology
from kgbuild.sections import is_long, join, sections
from kgbuild.vocabulary import DATA

if TYPE_CHECKING:
    import rdflib


@dataclass(frozen=True)
class Resources:
    """What the extraction reads besides the article: loaded once in each process."""

    nlp: Language
    ontology: Ontology
    gazetteer: Gazetteer
    model: str = field(default="")


def load_resources(
    model: str | Language = "", ontology: Iterable[str | Path] = (), gazetteer: Iterable[str | Path] = ()
) -> Resources:
    """The pipeline (a name, a folder, or one that is loaded), the ontology and the gazetteers, with the user's files.

    Raises OSError where there is no such pipeline or file, SyntaxError where a file is not Turtle.
    """
    nlp = spacy_model.load(model) if isinstance(model, str) else model
    extra, names = [Path(path) for path in ontology], [Path(path) for path in gazetteer]
    return Resources(nlp, ontologies.load(extra), gazetteers.load(names), spacy_model.version(nlp))


@cache
def default_resources() -> Resources:
    """The bundled pipeline, ontology and gazetteers, loaded at the first call."""
    return load_resources()


def analyse(
    text: str,
    *,
    id: str = "article",
    title: str = "",
    date: str = "",
    authors: Iterable[str] = (),
    publisher: str = "",
    url: str = "",
    original_source: str = "",
    resources: Resources | None = None,
) -> Analysis:
    """What one article states. `date` (ISO 8601) is what "on Tuesday" is read against.

    Offsets in the analysis count code points into `text`. Raises OSError where no spaCy pipeline is installed.
    """
    article = Article(id, text, title, date, tuple(authors), publisher, url, original_source)
    (analysis,) = analyse_all([article], resources or default_resources())
    return analysis


def to_graph(analysis: Analysis, *, base: str = DATA, with_text: bool = True) -> rdflib.Graph:
    """The graph of one analysis, as kgbuild writes it, for rdflib; its identifier is the article's IRI."""
    import rdflib

    from kgbuild.graph import iris, turtle

    graph = rdflib.Graph(identifier=rdflib.URIRef(iris.article_iri(base, analysis.article.id)))
    return graph.parse(data=turtle.write(analysis, ontologies.load(), base, with_text), format="turtle")


def analyse_all(articles: Iterable[Article], resources: Resources) -> Iterator[Analysis]:
    """The analysis of each article, in order; articles not yet divided into parts are divided first."""
    for given in articles:
        article = given if given.parts else divide(given)
        if is_long(article):
            yield join(article, ((begin, _analyse(each, resources)) for begin, each in sections(article)))
        else:
            yield _analyse(article, resources)


def _analyse(article: Article, resources: Resources) -> Analysis:
    return analyse_doc(article, spacy_model.read(article, resources.nlp), resources)


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
    find_disputes(doc, claims, events, resolution, ontology)
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
