"""The claims that an article reports: who says, denies, doubts, believes, demands … what.

Each cue of the lexicon that has content becomes one claim. The claimant is the cue's subject, as a whole noun phrase;
without one (evidential passives, "reportedly") the claim has no claimant. A claim whose cue stands in the content of
another lies within it. At the author's level no content is certain: the author only reports it.

Not handled: attribution over several sentences without marks ("Not so, he said. They had left earlier.").
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from kgbuild.entities.linker import Resolution
from kgbuild.extraction.argument_types import ArgumentTypes
from kgbuild.extraction.attributed_words import WordFinder, takes_clause
from kgbuild.extraction.claimants import ClaimantFinder
from kgbuild.extraction.cues import Cue, find_cues
from kgbuild.extraction.direct_speech import continue_quotations
from kgbuild.extraction.factuality import OPEN, Value, factuality_of, own_value, value_in_context, value_of
from kgbuild.extraction.first_persons import refer_first_persons
from kgbuild.extraction.headlines import headline_claims
from kgbuild.extraction.nesting import nest
from kgbuild.language.attribution import sentence_words, sources
from kgbuild.language.quotations import Quotation
from kgbuild.language.syntax import Syntax, syntax_of
from kgbuild.language.tagsets import FINITE_TAGS
from kgbuild.model import Argument, Article, Claim, Predication, Span, Speaker
from kgbuild.ontology import LexicalEntry, Ontology

_MAYBE = frozenset(("may", "might"))
_OWED = frozenset(("must", "should", "ought"))
_ASKING = frozenset(
    "do does did has have had is are was were will would can could should may might must who whom what which".split()
)  # the first word of a question that does not presuppose what it asks
_REFLEXIVE = frozenset(
    ("myself", "yourself", "himself", "herself", "itself", "oneself", "ourselves", "yourselves", "themselves")
)
_LINKS = frozenset(("and", "but", "or", "so", "yet", "that", "which", "who", "whom"))  # no content beside other words
FARTHEST_SUPPORT = 30  # characters between a noun and the light verb that are one cue
_SPEAKING = frozenset(("i", "we"))


def find_claims(
    article: Article,
    doc: Doc,
    predications: list[Predication],
    quotations: list[Quotation],
    resolution: Resolution,
    ontology: Ontology,
) -> list[Claim]:
    """The claims of one article, in the order of their cues."""
    finder = _ClaimFinder(doc, predications, quotations, resolution, ontology)
    claims = finder.run()
    claims = sorted([*claims, *headline_claims(article, resolution, ontology)], key=lambda claim: claim.cue)
    relayed = finder.relay(claims)
    nest(claims)
    refer_first_persons(claims, finder.words, resolution)
    for cited, above in relayed:
        for claim in claims:
            if claim.within == above.key:
                claim.within = cited.key
        cited.within = above.key
    return claims


class _ClaimFinder:
    def __init__(
        self,
        doc: Doc,
        predications: list[Predication],
        quotations: list[Quotation],
        resolution: Resolution,
        ontology: Ontology,
    ) -> None:
        self.doc, self.predications, self.resolution, self.ontology = doc, predications, resolution, ontology
        self.syntax: Syntax = syntax_of(doc)
        self.words = WordFinder(self.syntax, quotations)
        self.types = ArgumentTypes(doc, resolution, ontology)
        self.claimants = ClaimantFinder(self.syntax, predications, self.words, self.types, ontology)
        self.relays: list[Cue] = []
        self.resumed: list[tuple[Span, Span]] = []  # a cue, and a later one that goes on with its speaker

    def run(self) -> list[Claim]:
        found: dict[Span, Claim] = {}
        for cue in find_cues(self.predications, self.types, self.ontology):
            claim = self.claim(cue)
            if claim is not None:
                found.setdefault(claim.cue[0], claim)
        for claim in (*self.prepositional(), *self.adverbial(), *self.about()):
            found.setdefault(claim.cue[0], claim)
        claims = [found[span] for span in sorted(found)]
        self.part_resumed(claims)
        claims += continue_quotations(
            claims, self.words, self.predications, self.speaker, self.resolution, self.ontology
        )
        return sorted(claims, key=lambda claim: claim.cue)

    def relay(self, claims: list[Claim]) -> list[tuple[Claim, Claim]]:
        """"Reuters, citing the army, said that ...": the army says it too, within what Reuters says."""
        by_cue = {claim.cue[0].begin: claim for claim in claims}
        found = []
        for cue in self.relays:
            p = cue.predication
            cited, above = by_cue.get(p.span.begin), None
            if p.embedder is not None:
                above = by_cue.get(self.predications[p.embedder].span.begin)
            sources = [a for a in p.all_arguments("object") if a.kind == "nominal" and a.predication is None]
            if cited is not None and above is not None and above is not cited and above.speakers and sources:
                cited.speakers, cited.content = self.speakers(sources), list(above.content)
                cited.factuality, cited.form = above.factuality, "relayed"
                found.append((cited, above))
        return found

    def part_resumed(self, claims: list[Claim]) -> None:
        """Ends the content of a claim where a later cue goes on with its speaker."""
        by_cue = {claim.cue[0].begin: claim for claim in claims}
        for above, own in self.resumed:
            claim = by_cue.get(above.begin)
            if claim is not None:
                claim.content = self.words.until(claim.content, own.begin) or claim.content

    def claim(self, cue: Cue) -> Claim | None:
        if self.asked(cue.predication) or self.refused_above(cue.predication):
            return None
        if cue.entry.evokes == "RefusesToComment" and not self.said_not(cue.predication):
            return None
        above = self.claimants.settle(cue)
        content = self.words.above(cue, self.predications) or self.words.clause_words(cue)
        content = self.words.quoted_words(cue, content) or self.words.sentence_around(cue) or self.words.unparsed(cue)
        content = self.beside(cue, sorted(dict.fromkeys(piece for piece in content if piece.end > piece.begin)))
        if not content:
            return None
        speakers = self.claimants.claimants(cue, content)
        if speakers and "evidence" not in cue.entry.properties and not any(map(self.claimants.can_speak, speakers)):
            return None
        if not speakers and _says_nothing(cue):
            return None
        if above is not None:
            self.resumed.append((above.span, cue.predication.span))
        if "relays" in cue.entry.properties and cue.predication.form == "participle":
            self.relays.append(cue)
        stance = self.stance(cue)
        return Claim(
            key="",
            stance=stance,
            factuality=self.factuality(cue, stance),
            cue=self.cue_words(cue),
            content=content,
            speakers=self.speakers(speakers, cue),
            addressees=self.speakers([a for a in cue.addressees if a.kind != "clause"]),
            form=self.form(cue, content),
            entry=cue.entry.id,
        )

    def beside(self, cue: Cue, content: list[Span]) -> list[Span]:
        """Without what stands before the quotation that the cue and its claimant are in; "weighed himself" is none."""
        own = self.words.inside(cue.predication.span)
        if own is not None and any(own.outer.covers(a.span) for a in cue.claimants):
            content = [piece for piece in content if piece.end > own.outer.begin]
        words = [self.syntax.text[begin:end].lower() for begin, end in content]
        if all(word in _REFLEXIVE for word in words):
            return []
        said = [piece for piece, word in zip(content, words, strict=True) if word not in _LINKS]
        return said or content

    def asked(self, predication: Predication) -> bool:
        """Whether it is open that anybody says it: "Did it deny the raid?", "Who says so?"; not "Why did it?"."""
        begin, end = predication.clause
        first = self.syntax.text[begin:end].split(maxsplit=1)[:1] if predication.question else []
        return any(word.lower() in _ASKING for word in first)

    def cue_words(self, cue: Cue) -> list[Span]:
        p = cue.predication
        span = p.span
        argument = p.argument(cue.preposition) if cue.preposition else None
        if argument is not None:
            between = self.syntax.text[span.end : argument.span.begin].rstrip()
            if between.strip().lower() == cue.preposition:
                span = Span(span.begin, span.end + len(between))
        if p.support_span is not None and not p.support_span.overlaps(span):
            gap = max(p.support_span.begin - span.end, span.begin - p.support_span.end)
            if gap > FARTHEST_SUPPORT:
                return [span]  # "The decision to close the mine after so many years was made"
            return [Span(min(span.begin, p.support_span.begin), max(span.end, p.support_span.end))]
        return [span]

    def stance(self, cue: Cue) -> str:
        p = cue.predication
        if cue.entry.evokes == "Rejects":  # "declined to comment"
            below = [self.predications[a.predication] for a in cue.content if a.predication is not None]
            return "RefusesToComment" if any(map(self.answers, below)) else "Rejects"
        silent = self.answers(p, cue.preposition) and self.said_not(p)
        return "RefusesToComment" if silent else cue.entry.evokes

    def answers(self, predication: Predication, preposition: str = "") -> bool:
        """Whether who does not do it keeps silent: comments, answers questions."""
        forms = (predication.lemma, f"{predication.lemma} {preposition}")
        found = (e for form in forms for e in self.ontology.lookup(predication.category, form))
        return any(entry.properties.get("refusal") for entry in found)

    def refused_above(self, predication: Predication) -> bool:
        """Whether the verb above it says that nothing is said: "refused to discuss the case" is one claim."""
        if predication.embedding != "complement" or predication.embedder is None or not self.answers(predication):
            return False
        above = self.predications[predication.embedder]
        return any(entry.evokes == "Rejects" for entry in self.ontology.lookup(above.category, above.lemma))

    def said_not(self, predication: Predication) -> bool:
        """Whether the act of the cue is denied: "did not deny", "failed to confirm", "refused to rule out"."""
        return factuality_of(predication, self.predications, self.ontology).endswith("-") or predication.negated

    def said_perhaps(self, predication: Predication) -> bool:
        """Whether the act of the cue is open: "Moscow may deny", "must admit", not "we may say", "I must say"."""
        subjects = {self.syntax.lowers[a.token] for a in predication.all_arguments("subject")}
        owed = predication.modal in _OWED and not predication.passive  # "it should be noted": it is
        return (predication.modal in _MAYBE or owed) and subjects.isdisjoint(_SPEAKING)

    def factuality(self, cue: Cue, stance: str) -> str:
        """The content's value at the claimant's level: what the stance makes of what the content says."""
        if self.said_perhaps(cue.predication):
            return "Uu"
        affirmed, negated = self.ontology.stance_factuality.get(stance, ("Uu", "Uu"))
        inner = [self.predications[a.predication] for a in cue.content if a.predication is not None]
        if "factive" in cue.entry.properties:  # who did not know it was not told of something untrue
            affirmed = negated = "Uu" if inner and inner[0].embedding_word in ("whether", "if") else "CT+"
        effect = value_of(negated if self.said_not(cue.predication) else affirmed)
        own = Value(1, 3)
        if inner and inner[0].form == "finite":
            own = value_in_context(inner[0], self.predications, self.ontology)
        return str(own.under(effect)) if effect != OPEN else "Uu"

    def speakers(self, arguments: Sequence[Argument], cue: Cue | None = None) -> list[Speaker]:
        """All who speak in these words: "Russian and Belarusian officials" are two."""
        found = []
        for argument in arguments:
            one = self.speaker(argument, cue)
            others = [m.entity for m in self.resolution.all_at(argument.token)[1:]]
            found += [one, *(replace(one, entity=key) for key in others if key != one.entity)]
        return found

    def speaker(self, argument: Argument, cue: Cue | None = None) -> Speaker:
        key = self.resolution.resolve(self.doc, argument.token, argument.span)
        entity = self.resolution.entities.get(key)
        span = self.claimants.span_of(argument, cue) if cue is not None else argument.span
        words = self.syntax.text[argument.span.begin : argument.span.end]
        if entity is not None and entity.local and entity.type == "Thing" and self.types.is_agent(argument):
            entity.type = "UnnamedSource"
        return Speaker(key, span, words)

    def form(self, cue: Cue, content: list[Span]) -> str:
        if cue.predication.category == "noun":
            return "nominal"
        if any(self.words.inside(piece) for piece in content):
            return "direct"
        if any(q.outer.overlaps(piece) for q in self.words.quotations for piece in content):
            return "mixed"
        if content[-1].end <= cue.predication.span.begin and cue.claimants:
            return "parenthetical"
        return "indirect" if cue.claimants else "evidential"

    def prepositional(self) -> Iterator[Claim]:
        """"According to X": the claimant is the preposition's object, the content the rest of the sentence."""
        in_order = sorted(self.predications, key=lambda p: p.span.begin)
        begins = [p.span.begin for p in in_order]
        stances = self.ontology.stances
        prepositions = self.ontology.forms.get("preposition", ())
        entries = ((form, entry) for form in prepositions for entry in self.ontology.lookup("preposition", form))
        forms = {form: entry for form, entry in entries if entry.evokes in stances}
        for form, cue, argument in sources(self.syntax, list(forms)):
            sentence = sentence_words(self.syntax, argument.token)
            inside = in_order[bisect_left(begins, sentence.begin) : bisect_left(begins, sentence.end)]
            inside = [p for p in inside if not argument.span.covers(p.span)]
            heads = [p for p in inside if p.embedder is None] or inside
            claim = self.around(cue, argument, forms[form], sentence, heads[0] if heads else None)
            for end in self.others_words(inside, heads[:1]):
                claim.content = self.words.until(claim.content, end) or claim.content
            yield claim

    def others_words(self, inside: Sequence[Predication], main: Sequence[Predication]) -> Iterator[int]:
        """Where a clause beside the main one begins in which another says something: "…, while Seoul said that …"."""
        s = self.syntax
        for p in inside:
            subject = p.argument("subject")
            if (
                any(p.embedder == head.index for head in main)
                and p.category != "noun"
                and p.embedding in ("adverbial", "coordination")
                and subject is not None
                and not subject.inherited
                and any(entry.evokes in self.ontology.stances for entry in self.ontology.lookup(p.category, p.lemma))
            ):
                yield s.begins[s.left[p.token]]

    def source(self, argument: Argument, opens: bool) -> Span:
        """The words of a source; where it opens a sentence whose subject would be part of it, to its first comma."""
        whole, syntax = self.words.whole(argument.token, argument.span), self.syntax
        after = bisect_left(syntax.begins, whole.end)
        comma = syntax.text.find(",", argument.span.end, whole.end)
        if opens and comma > 0 and after < len(syntax.tags) and syntax.tags[after] in FINITE_TAGS:
            return Span(whole.begin, comma)
        return whole

    def around(
        self, cue: Span, argument: Argument, entry: LexicalEntry, sentence: Span, main: Predication | None
    ) -> Claim:
        source = self.source(argument, opens=cue.begin == sentence.begin)
        pieces = [Span(sentence.begin, cue.begin), Span(source.end, sentence.end)]
        content = [self.words.trimmed(piece) for piece in pieces]
        content = [piece for piece in content if len(self.syntax.text[piece.begin : piece.end].split()) > 1]
        return Claim(
            key="",
            stance=entry.evokes,
            factuality=str(own_value(main, self.ontology)) if main else "CT+",
            cue=[cue],
            content=content,
            speakers=self.speakers(self.claimants.behind(argument)),
            form="according-to",
            entry=entry.id,
        )

    def adverbial(self) -> Iterator[Claim]:
        """"Reportedly": nobody is named, the content is the clause."""
        s = self.syntax
        for predication in self.predications:
            for adverb in predication.adverbs:
                for entry in self.ontology.lookup("adverb", adverb):
                    clause = predication.clause
                    at = clause.begin + s.text[clause.begin : clause.end].lower().find(adverb)
                    if entry.evokes in self.ontology.stances and at >= clause.begin:
                        cue = Span(at, at + len(adverb))
                        pieces = self.words.without([clause], cue)
                        content = [self.words.trimmed(piece) for piece in pieces]
                        content = [piece for piece in content if piece.end > piece.begin]
                        yield Claim("", entry.evokes, "PR+", [cue], content, form="evidential", entry=entry.id)

    def about(self) -> Iterator[Claim]:
        """"The warning that the dam might break", where the parser sees a relative clause: nobody is named."""
        for p in self.predications:
            if p.category != "noun" or p.all_arguments("clause"):
                continue
            content = self.words.noun_clause(p.token)
            entries = [e for e in self.ontology.lookup("noun", p.lemma) if e.evokes in self.ontology.stances]
            entry = next((e for e in entries if takes_clause(e)), None)
            if entry is not None and content is not None:
                affirmed, _ = self.ontology.stance_factuality.get(entry.evokes, ("Uu", "Uu"))
                words = self.words.trimmed(content)
                yield Claim("", entry.evokes, affirmed, [p.span], [words], form="nominal", entry=entry.id)


def _says_nothing(cue: Cue) -> bool:
    """Whether nobody says it: "consider the case of Norway", "the products mentioned here", "citing it shows that"."""
    p = cue.predication
    if p.form == "gerund" and not p.passive:
        return True
    imperative = p.form == "infinitive" and p.embedder is None and not p.passive and p.argument("subject") is None
    return p.category == "verb" and (imperative or (p.passive and p.form == "participle" and not cue.clausal))
