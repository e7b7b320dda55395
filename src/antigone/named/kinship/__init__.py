"""Exact pedigree likelihoods and likelihood ratios: a library of its own, which imports nothing of the house."""

from antigone.named.kinship.faults import Fault, GenotypeError, KinshipError, MarkerError, PedigreeError, SizeError
from antigone.named.kinship.hypotheses import ByHypothesis, Comparison, lr, verbal
from antigone.named.kinship.likelihood import loglik
from antigone.named.kinship.linkage import linked_loglik
from antigone.named.kinship.marker import Genotype, Genotypes, Marker, Profile
from antigone.named.kinship.mutation import Mutation
from antigone.named.kinship.pedigree import Pedigree, Person
from antigone.named.kinship.reading import ReadingErrors
from antigone.named.kinship.table import FamilyTables, GenotypeTable, genotype_table, tables_of_families

__all__ = [
    "ByHypothesis",
    "Comparison",
    "FamilyTables",
    "Fault",
    "Genotype",
    "GenotypeError",
    "GenotypeTable",
    "Genotypes",
    "KinshipError",
    "Marker",
    "MarkerError",
    "Mutation",
    "Pedigree",
    "PedigreeError",
    "Person",
    "Profile",
    "ReadingErrors",
    "SizeError",
    "genotype_table",
    "linked_loglik",
    "loglik",
    "lr",
    "tables_of_families",
    "verbal",
]
