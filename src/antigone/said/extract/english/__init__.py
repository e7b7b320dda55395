"""English: one file per question that reading asks; `grammar.py` puts them behind the protocol."""
