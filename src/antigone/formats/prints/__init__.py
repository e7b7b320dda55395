"""Prints: forms, labels, certificates and reports on paper, in five languages (typst to PDF).

A print is a plain content value (`forms/*.py`), composed into blocks (`blocks.py`) in the words of one language
(`language.py`), laid out as data (`lay.py`) for a template (`templates/*.typ`), and rendered (`render.py`).
`catalogue.py` lists them all.
"""
