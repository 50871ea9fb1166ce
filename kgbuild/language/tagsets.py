"""Sets of the parser's tags and labels that several modules ask about.

Tags are those of the Penn Treebank, entity labels those of OntoNotes 5, as spaCy's English pipelines give them.
"""

from __future__ import annotations

FINITE_TAGS = frozenset(("VBD", "VBP", "VBZ", "MD"))
PLURAL_TAGS = frozenset(("NNS", "NNPS"))
PROPER_TAGS = frozenset(("NNP", "NNPS"))
NOUN_TAGS = frozenset(("NN", "NNS", "NNP", "NNPS"))
PLACE_ENTITIES = frozenset(("GPE", "LOC", "FAC"))
TIME_ENTITIES = frozenset(("DATE", "TIME"))
FIGURE_ENTITIES = frozenset(("DATE", "TIME", "CARDINAL", "PERCENT", "QUANTITY", "MONEY", "ORDINAL"))
HYPHENS = frozenset(("-", "‐", "‑"))
