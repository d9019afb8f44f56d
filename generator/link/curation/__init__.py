"""Curated notes: what a person says outranks what the rules find."""
