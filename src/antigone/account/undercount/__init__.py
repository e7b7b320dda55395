"""How many were never on any list: capture-recapture from the overlaps of three lists or more.

Never one number alone: every answer comes with the models that were tried, those that were refused and why, and how
far the estimate moves from one to the next.
"""

from antigone.account.undercount.average import Average, average
from antigone.account.undercount.estimate import Estimate, Refused, estimate
from antigone.account.undercount.loglinear import Fit, Refusal, fit
from antigone.account.undercount.table import ListTable

__all__ = ["Average", "Estimate", "Fit", "ListTable", "Refusal", "Refused", "average", "estimate", "fit"]
