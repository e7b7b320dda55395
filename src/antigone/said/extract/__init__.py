"""From a text to proposed claims: stateless, pure, no downloads. See `docs/explanation/extraction.md`."""

from antigone.said.extract.engine import extract
from antigone.said.extract.proposal import (
    Extraction,
    Hop,
    Link,
    LinkKind,
    NumberAccount,
    NumberUse,
    Proposal,
)

__all__ = ["Extraction", "Hop", "Link", "LinkKind", "NumberAccount", "NumberUse", "Proposal", "extract"]
