"""Readers and writers of the files that people already have."""
