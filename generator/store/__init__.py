"""The language model and the extraction cache: what is kept between runs, outside `docs/`."""

from generator.store.cache import Cache
from generator.store.extraction import extract_all, extract_one
from generator.store.kept import Kept
from generator.store.model import (
    MODEL,
    bare_model,
    check_model,
    fetch_model,
    load_model,
    model_path,
)
from generator.store.processes import Processes
from generator.store.results import Results

__all__ = [
    "MODEL",
    "Cache",
    "Kept",
    "Processes",
    "Results",
    "bare_model",
    "check_model",
    "extract_all",
    "extract_one",
    "fetch_model",
    "load_model",
    "model_path",
]
