"""Predications: verbs, event nouns and adjectives with their arguments, voice and light verbs undone.

Labels of arguments: ``subject`` and ``object`` of the active voice (of a passive, the *by* phrase and the subject),
``second-object`` (who is given something), ``attribute`` ("is a spy", "was named minister"), ``clause``, ``time``,
``extent`` ("rose 3 percent"), ``compound`` (a noun before an event noun: "missile attack"), and otherwise the
preposition. A gerund after a preposition is a clause argument under it ("accused X of attacking": ``of``).
Of an event noun, possessive, *by* and *of* become subject and object; ``between``, ``with``, ``on``, ``against`` stay.
Each conjunct is an argument of its own. `embedder` is the nearest predication above: ``coordination`` means that the
embedder is the first conjunct, whose own embedder holds for both.

Not handled: gapping ("Russia took Kursk and Ukraine Sumy"), comparatives, scope of quantifiers.
"""

from __future__ import annotations

from spacy.tokens import Doc

from kgbuild.language.agents_of_nouns import attach_agents
from kgbuild.language.arguments import ArgumentFinder
from kgbuild.language.clauses import CONDITIONS, clause_span, describe
from kgbuild.language.embedding import Embedder
from kgbuild.language.nominals import nominal_arguments
from kgbuild.language.noun_phrases import phrase
from kgbuild.language.predicate_lexicon import PredicateLexicon, predicate_lexicon
from kgbuild.language.predicates import Predicate, find_predicates, noun_lemma, verb_form, verb_idiom
from kgbuild.language.reported_clauses import attach_reported
from kgbuild.language.syntax import Syntax, syntax_of
from kgbuild.model import Predication, Span
from kgbuild.ontology import Ontology

DEFINITE_DETERMINERS = frozenset(("the", "this", "that", "these", "those"))


def find_predications(doc: Doc, ontology: Ontology) -> list[Predication]:
    """The predications of a parsed text, in the order of the text."""
    syntax = syntax_of(doc)
    finder = ArgumentFinder(syntax, predicate_lexicon(ontology))
    attach_agents(syntax, finder.lexicon)
    attach_reported(syntax, finder.lexicon)
    predicates = find_predicates(syntax, finder.lexicon)
    finder.gerund_nouns = frozenset(
        p.token for p in predicates if p.category == "noun" and syntax.pos[p.token] == "VERB"
    )
    predications = []
    for index, predicate in enumerate(predicates):
        predication = _blank(index, predicate, syntax, finder.lexicon)
        describe(predicate, predication, syntax, finder.lexicon)
        if predicate.category == "verb":
            predication.idiom = verb_idiom(syntax, predicate.token, predication.lemma, finder.lexicon)
        if predicate.verb is not None:
            finder.verbal(predicate, predication)
        elif predicate.category == "adjective":
            finder.adjectival(predicate, predication)
        if predicate.category == "noun":
            nominal_arguments(finder, predicate, predication)
        predication.construction = _construction(predicate, predication, syntax)
        predications.append(predication)
    Embedder(finder, predicates, predications).run()
    for predication in predications:
        _condition(predication, predications)
        predication.arguments.sort(key=lambda a: (a.inherited, a.token, a.label))
    return predications


def _blank(index: int, predicate: Predicate, syntax: Syntax, lexicon: PredicateLexicon) -> Predication:
    s, token = syntax, predicate.token
    start, end = s.sentences[s.sentence_of[token]]
    lemma = noun_lemma(s, token, lexicon) if predicate.category == "noun" else s.lemmas[token]
    span = s.span(token - 2 if "-" in lemma and s.words[token - 1] == "-" else token, token)
    if predicate.category == "verb":
        lemma, particle = verb_form(s, token, lexicon)
        if particle is not None and particle == token + 1:
            span = s.span(token, particle)
    support = None
    if predicate.support and predicate.verb is not None:
        last = predicate.particle if predicate.particle == predicate.verb + 1 else predicate.verb
        support = s.span(predicate.verb, last if last is not None else predicate.verb)
    return Predication(
        index=index,
        token=token,
        span=span,
        lemma=lemma,
        category=predicate.category,
        form="nominal",
        sentence=Span(s.begins[start], s.ends[end - 1]),
        clause=clause_span(s, predicate) if predicate.verb is not None else phrase(s, token),
        support=predicate.support,
        support_span=support,
    )


def _construction(predicate: Predicate, predication: Predication, syntax: Syntax) -> str:
    if predicate.construction == "nominal":
        definite = any(
            syntax.deps[c] == "poss" or syntax.lowers[c] in DEFINITE_DETERMINERS
            for c in syntax.children[predicate.token]
        )
        return "definite-nominal" if definite else "nominal"
    if predicate.construction:
        return predicate.construction
    dep = syntax.deps[predicate.finite]
    if dep == "relcl":
        return "relative"
    if dep == "acl":
        return "participle"
    return "passive" if predication.passive else "active"


def _condition(predication: Predication, predications: list[Predication]) -> None:
    """What stands in a condition, or is governed by one, is conditional."""
    if predication.embedding == "" and predication.embedding_word in CONDITIONS:
        predication.conditional = True  # "If they leave, we stay", read without its main clause
    if predication.embedding == "condition" and predication.embedding_word != "whether":
        predication.conditional = True
        if predication.embedder is not None:
            predications[predication.embedder].conditional = True
