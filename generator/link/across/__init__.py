"""Entities of all documents: whose parts they are, where places are, what repeats what."""
