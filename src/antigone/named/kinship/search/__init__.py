"""Blind search: thousands of remains against thousands of families, references or other remains, no true hit lost."""

from antigone.named.kinship.search.hits import Hits
from antigone.named.kinship.search.observation import MISSING, Observation, ObservationBook
from antigone.named.kinship.search.pedigrees import PedigreeSource, SearchFamily
from antigone.named.kinship.search.relation import KAPPAS, RelationSource
from antigone.named.kinship.search.scan import Search, plain_search, threshold_for_false_matches
from antigone.named.kinship.search.source import ArraySource, BlockSource

__all__ = [
    "KAPPAS",
    "MISSING",
    "ArraySource",
    "BlockSource",
    "Hits",
    "Observation",
    "ObservationBook",
    "PedigreeSource",
    "RelationSource",
    "Search",
    "SearchFamily",
    "plain_search",
    "threshold_for_false_matches",
]
