"""The append-only, tamper-evident log in which everything is written once."""
