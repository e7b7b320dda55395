"""Joint identification: all remains against all missing persons of all families at once, exactly.

Pure, like `named.kinship`: numbers in, numbers out. The likelihood of an assignment is a product over families of
what the remains assigned to each family make of it (`factor`); so sums and maxima over all assignments follow from
one pass over the families (`eliminate`), independent parts apart (`problem`). Where that is too large, pairings are
left out whose total posterior probability is proved to lie below a stated bound (`prune`).
"""

from antigone.named.joint.answer import JointAnswer, identify
from antigone.named.joint.factor import FamilyFactor, Option

__all__ = ["FamilyFactor", "JointAnswer", "Option", "identify"]
