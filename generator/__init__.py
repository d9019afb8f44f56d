"""Turns source documents into annotated, provable Markdown briefings."""

__version__ = "0.1.0"
