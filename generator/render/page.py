"""Pages and assets, for those who look for them here."""

from generator.model.page import Asset, Page

__all__ = ["Asset", "Page"]
