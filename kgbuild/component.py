"""kgbuild as a component of anybody's spaCy pipeline.

::

    nlp = spacy.load("en_core_web_sm")
    nlp.add_pipe("kgbuild")                       # last: it reads tags, dependencies, lemmas and entities
    analysis = nlp("Seoul doubted the report.")._.kgbuild

spaCy finds it by the entry point in ``pyproject.toml``. The text is read as it is: it is not divided into parts and
nothing of it is truecased, as the Doc's tokens are already fixed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc

if TYPE_CHECKING:
    from kgbuild.pipeline import Resources

REQUIRED = ["token.tag", "token.dep", "token.head", "token.lemma", "token.ent_type", "token.sent_start"]


@Language.factory(
    "kgbuild",
    default_config={"ontology": [], "gazetteer": [], "date": ""},
    requires=REQUIRED,
    assigns=["doc._.kgbuild"],
)
def make_kgbuild(nlp: Language, name: str, ontology: list[str], gazetteer: list[str], date: str) -> Component:
    """The component. `ontology` and `gazetteer` are further files, `date` (ISO 8601) the date of all articles."""
    return Component(nlp, ontology, gazetteer, date)


class Component:
    """Sets ``doc._.kgbuild`` to the Doc's :class:`kgbuild.model.Analysis`; ``doc.user_data["date"]`` is its date."""

    def __init__(self, nlp: Language, ontology: list[str], gazetteer: list[str], date: str) -> None:
        if not Doc.has_extension("kgbuild"):
            Doc.set_extension("kgbuild", default=None)
        self.nlp, self.ontology, self.gazetteer, self.date = nlp, ontology, gazetteer, date
        self._resources: Resources | None = None

    def __call__(self, doc: Doc) -> Doc:
        from kgbuild.model import Article
        from kgbuild.pipeline import analyse_doc

        date = str(doc.user_data.get("date") or self.date)
        doc._.kgbuild = analyse_doc(Article("article", doc.text, date=date), doc, self.resources)
        return doc

    @property
    def resources(self) -> Resources:
        """What extraction reads, loaded when the first Doc comes."""
        if self._resources is None:
            from kgbuild.pipeline import load_resources

            self._resources = load_resources(self.nlp, self.ontology, self.gazetteer)
        return self._resources
