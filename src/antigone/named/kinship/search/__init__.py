"""Blind search: thousands of remains against thousands of families, references or other remains, no true hit lost."""

from antigone.named.kinship.search.hits import Hits
from antigone.named.kinship.search.observation import ObservationBook, genotype_weights
from antigone.named.kinship.search.scan import Search, plain_search, threshold_for_false_matches
from antigone.named.kinship.search.source import ArraySource, BlockSource, RelationSource

__all__ = [
    "ArraySource",
    "BlockSource",
    "Hits",
    "ObservationBook",
    "RelationSource",
    "Search",
    "genotype_weights",
    "plain_search",
    "threshold_for_false_matches",
]
