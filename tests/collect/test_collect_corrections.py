"""Why a text changed, as its sidecar says."""

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.collect import Collected
from generator.model import Correction

Put = Callable[[str, str | bytes], Path]
Run = Callable[[], Collected]

GOOD = """\
title: Bridge closed
changed:
  - from: "6162a774896a"
    why: The publisher corrected
      the number of lorries.
    signed: R. Lund
    on: 2024-11-06
  - from: "0123456789abcdef"
    why: A typing error.
    signed: R. Lund
"""


def test_corrections_are_read_in_order(put: Put, run: Run) -> None:
    """Each has the digest that it is bound to, a reason, and who signs it; a day may be there."""
    put("a.txt", " date 2024-11-05 The bridge was closed.")
    put("a.meta.yml", GOOD)
    collected = run()
    assert collected.findings == ()
    assert collected.documents[0].corrections == (
        Correction(
            before="6162a774896a",
            why="The publisher corrected the number of lorries.",
            signed="R. Lund",
            on="2024-11-06",
            path="a.meta.yml",
            line=3,
        ),
        Correction(
            before="0123456789abcdef",
            why="A typing error.",
            signed="R. Lund",
            on="",
            path="a.meta.yml",
            line=8,
        ),
    )


BAD = {
    "no list": ("changed: yesterday", "wrong-type", "- from:"),
    "no mapping": ("changed: [yesterday]", "wrong-type", "- from:"),
    "no reason": ("changed: [{from: '6162a774896a', signed: R}]", "change-incomplete", "why"),
    "no name": ("changed: [{from: '6162a774896a', why: x}]", "change-incomplete", "signed"),
    "no digest": ("changed: [{why: x, signed: R}]", "change-incomplete", "from"),
    "words for a digest": ("changed: [{from: old, why: x, signed: R}]", "bad-digest", "copy it"),
    "short digest": ("changed: [{from: '6162', why: x, signed: R}]", "bad-digest", "copy it"),
    "number for a digest": (
        "changed: [{from: 616277489612, why: x, signed: R}]",
        "wrong-type",
        "quotes",
    ),
    "unknown key": ("changed: [{frm: '6162a774896a', why: x, signed: R}]", "unknown-key", "from"),
    "impossible day": (
        "changed: [{from: '6162a774896a', why: x, signed: R, on: 2024-02-30}]",
        "impossible-date",
        "does not exist",
    ),
}


@pytest.mark.parametrize(("text", "code", "words"), BAD.values(), ids=BAD)
def test_what_is_wrong_is_told_and_left_out(
    put: Put, run: Run, text: str, code: str, words: str
) -> None:
    """A change that cannot be read explains nothing, and says what to do."""
    put("a.txt", " date 2024-11-05 The bridge was closed.")
    put("a.meta.yml", text)
    collected = run()
    assert [f"collect.{code}"] == [finding.code for finding in collected.findings][:1]
    assert words in str(collected.findings[0])
    assert collected.documents[0].corrections == ()
