"""The report: its content as a plain value, laid out for a terminal and as one self-contained page."""
