"""Reads `seeds/` into source documents: the only stage that reads sources."""
