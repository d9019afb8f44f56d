"""The interface strings of search, as a script: a page opened from a disk may load no other file.

Search is opened seldom, so its words are not on every page.
"""

import json
from collections.abc import Mapping

WORDS = "search/words.js"
"""Path of the script below the site."""
_NEEDED = ("search.", "kind.", "stance.", "card.speaker_not_stated")
"""Keys of the strings, or their beginnings."""


def words_script(strings: Mapping[str, str]) -> bytes:
    """Return the script that hands the strings to `assets/search.js`."""
    needed = {key: text for key, text in strings.items() if key.startswith(_NEEDED)}
    text = json.dumps(needed, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return f"briefingsSearch({text});\n".encode()
