"""The solver: bounds, conflicts and readings of a system of integer counts, each re-checked in exact arithmetic.

Pure: plain values in, plain values out; no case, no database, no clock. Usable on its own.
"""

from antigone.account.solve.balance import Balances, Ledger
from antigone.account.solve.bounds import Bound, End, bound
from antigone.account.solve.certificate import Leaf, Proof
from antigone.account.solve.choices import AllConflicts, Standing, all_conflicts, standing_bound
from antigone.account.solve.conflicts import Conflict, Conflicts, conflicts, irreducible, is_feasible
from antigone.account.solve.system import Column, Infeasible, Row, System

__all__ = [
    "AllConflicts",
    "Balances",
    "Bound",
    "Column",
    "Conflict",
    "Conflicts",
    "End",
    "Infeasible",
    "Leaf",
    "Ledger",
    "Proof",
    "Row",
    "Standing",
    "System",
    "all_conflicts",
    "bound",
    "conflicts",
    "irreducible",
    "is_feasible",
    "standing_bound",
]
