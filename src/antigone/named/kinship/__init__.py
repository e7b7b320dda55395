"""Exact pedigree likelihoods and likelihood ratios: a library of its own, which imports nothing of the house."""

from antigone.named.kinship.faults import Fault, GenotypeError, KinshipError, MarkerError, PedigreeError, SizeError
from antigone.named.kinship.marker import Genotype, Genotypes, Marker, Profile
from antigone.named.kinship.mutation import Mutation
from antigone.named.kinship.pedigree import Pedigree, Person

__all__ = [
    "Fault",
    "Genotype",
    "GenotypeError",
    "Genotypes",
    "KinshipError",
    "Marker",
    "MarkerError",
    "Mutation",
    "Pedigree",
    "PedigreeError",
    "Person",
    "Profile",
    "SizeError",
]
