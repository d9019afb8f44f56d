"""Mistakes of ours that stop MkDocs while it builds: one finding, and no traceback.

What stops a document's own pages says `left_out`; this is for what comes after them: the theme, the
heads of pages, feeds, search.
"""

import os
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from mkdocs.exceptions import MkDocsException, PluginError

from generator.errors import TRACEBACK, BriefingsError, Finding, Level
from generator.left_out import told


@contextmanager
def one_line(place: str, part: str) -> Iterator[None]:
    """Turn what nobody foresaw into a `PluginError` that is one finding at `place`.

    `part` is what was being made, as the sentence "cannot be built: … stops at …" names it.
    """
    try:
        yield
    except MkDocsException:
        raise
    except BriefingsError as error:
        raise PluginError(str(error)) from None
    except Exception as error:  # noqa: BLE001 - the last resort: one line, no traceback
        trace(error)
        raise PluginError(str(_unbuilt(place, part, error))) from None


def trace(error: Exception) -> None:
    """Show where an exception arose, when that is asked for."""
    if os.environ.get(TRACEBACK):
        traceback.print_exception(error)


def _unbuilt(place: str, part: str, error: Exception) -> Finding:
    """Return what to say; a note that the exception carries names the page that was worked on."""
    notes = getattr(error, "__notes__", None) or [place]
    ours = "report this, it is a mistake of ours"
    return Finding(
        path=str(notes[0]),
        level=Level.ERROR,
        code="ours.build",
        what=f"cannot be built: {part} stops at {told(error)}",
        hint="mend that and build again" if isinstance(error, OSError) else ours,
    )
