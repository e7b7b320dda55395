"""From the words of a report to proposed claims: one grammar per language, pure functions of the text."""
