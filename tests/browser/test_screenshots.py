"""The pictures of the documentation show every kind of page."""

import pytest

from tests.browser.conftest import Built
from tests.browser.screenshots import NARROW, WIDE, shots
from tests.browser.sites import WRITTEN

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("built", ["seed"], indirect=True)
def test_every_kind_of_page_has_its_pictures(built: Built) -> None:
    """Wide and narrow, light and dark; pages written by hand look as any page of the theme."""
    made = shots(built.folder)
    assert len({shot.name for shot in made}) == len(made)
    kinds = {_kind(path) for path in built.pages().values()}
    kinds -= {name.removesuffix(".md") for name in WRITTEN}
    for size, dark in ((WIDE, False), (NARROW, True)):
        shown = {_kind(shot.path) for shot in made if (shot.size, shot.dark) == (size, dark)}
        assert kinds <= shown


def _kind(path: str) -> tuple[str, bool] | str:
    """Return the folder of a page, and whether it is one of many in it; or the page's name."""
    folder, _, rest = path.partition("/")
    return (folder, True) if rest.partition("#")[0] else folder
