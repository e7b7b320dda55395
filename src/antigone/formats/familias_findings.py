"""What can be wrong in a Familias file, or be lost on the way into one."""

from __future__ import annotations

from antigone.core.finding import FindingKind, Severity, declare

__all__ = ["FindingKind"]

SAME_NAME = declare(
    "familias.same_name",
    "Two persons are called '{name}'; the second is now '{new}'.",
    "Give everybody a name of their own.",
    severity=Severity.WARNING,
    name="Son",
    new="Son (2)",
)
NO_SUCH_INDEX = declare(
    "familias.no_such_index",
    "A call of {person} names {what} that the database does not have (it has {count}); the call was left out.",
    "The file is damaged: save it again from Familias, or type the call again.",
    person="Son",
    what="marker 24",
    count=23,
)
TWO_PARENTS = declare(
    "familias.two_parents_of_one_sex",
    "In pedigree '{pedigree}' {child} has two parents of one sex, {first} and {second}; the second was left out.",
    "Correct the sex of a parent, or the relation.",
    child="Son",
    first="A",
    second="B",
    pedigree="H1",
)
SILENT_CALLED = declare(
    "familias.silent_called",
    "{person} is given a silent allele at {marker}; what is seen beside it was read as seen, silent or not.",
    "Nothing to do: a silent allele is never seen, and the calculation allows for it.",
    severity=Severity.NOTE,
    person="Son",
    marker="D3S1358",
)
SUM = declare(
    "familias.sum",
    "The frequencies of {marker} add up to {sum:.6g}, not 1.",
    "Correct the table in Familias; a small difference is scaled away before calculating.",
    severity=Severity.WARNING,
    marker="D3S1358",
    sum=0.98,
)
SAME_LOCUS = declare(
    "familias.same_marker",
    "The database has two markers called {marker}; the second is now '{new}'.",
    "Give every marker a name of its own.",
    severity=Severity.WARNING,
    marker="D3S1358",
    new="D3S1358 (2)",
)
SAME_ALLELE = declare(
    "familias.same_allele",
    "Marker {marker} lists allele {allele} twice; the second is now '{new}'.",
    "Correct the table in Familias.",
    severity=Severity.WARNING,
    marker="D3S1358",
    allele="14",
    new="14 (2)",
)
POSTERIORS = declare(
    "familias.posteriors_unclear",
    "The file stores {count} results for {pedigrees} pedigrees; they were not attached to the pedigrees.",
    "Nothing to do: results are calculated anew.",
    severity=Severity.NOTE,
    count=3,
    pedigrees=2,
)
NO_MARKER = declare(
    "familias.no_such_marker",
    "{person} has a call at {marker}, which the database does not have; the call was kept without frequencies.",
    "Add the marker to the database, or leave the call out.",
    severity=Severity.WARNING,
    person="R1",
    marker="D99S9",
)
NO_ALLELE = declare(
    "familias.no_such_allele",
    "{person} has allele {allele} at {marker}, which the database does not have.",
    "Give the allele a frequency; until then a least frequency is used for it.",
    severity=Severity.WARNING,
    person="R1",
    allele="13.2",
    marker="D3S1358",
)
NOT_UNDERSTOOD = declare(
    "familias.not_understood",
    "'{what}' was not understood and not kept.",
    "Compare with Familias; tell us about the file if it matters.",
    severity=Severity.NOTE,
    what="Colour= blue",
)
COUNT_DIFFERS = declare(
    "familias.count_differs",
    "{what} says {said}, and {found} are there.",
    "Look whether the file was cut or edited by hand.",
    severity=Severity.WARNING,
    what="nPersons",
    said=3,
    found=2,
)
PARENT_SEX = declare(
    "familias.parent_without_sex",
    "{parent}, a parent of {child} in '{pedigree}', has no sex; {parent} was put in the father's place.",
    "State the sex in Familias where it matters: for X markers, and for mutation rates that differ between the sexes.",
    severity=Severity.WARNING,
    parent="Missing person",
    child="Son",
    pedigree="Reference pedigree",
)
# Losses on writing
LOST = declare(
    "convert.lost",
    "{what} cannot be written in this format and was left out: {detail}.",
    "Keep the original file, or choose a format that can hold it.",
    severity=Severity.WARNING,
    what="the sex of Son",
    detail="unknown sex",
)
CHANGED = declare(
    "convert.changed",
    "{what} was written as {now}, because the format knows no other way.",
    "Check that it means the same to the reader.",
    severity=Severity.WARNING,
    what="custom mutation of D3S1358",
    now="equal mutation with the same rate",
)
