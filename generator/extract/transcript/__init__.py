"""Transcripts: which paragraphs begin with the label of somebody who speaks, and their turns.

Pure: works on a text and its paragraphs. `conventions.py` is the table of the ways to label,
`labels.py` reads a label's words, `found.py` finds labels, `deciding.py` weighs them over the whole
document, `turns.py` cuts, `notes.py` knows what nobody says.
"""

from generator.extract.transcript.found import Label
from generator.extract.transcript.labels import LabelKind
from generator.extract.transcript.turns import Transcript, Turn, find_turns, holding

__all__ = ["Label", "LabelKind", "Transcript", "Turn", "find_turns", "holding"]
