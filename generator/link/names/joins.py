"""Sets that grow together: which items name one thing (union-find)."""


class Joins:
    """Disjoint sets of the numbers below `size`; a set is known by its smallest member."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def root(self, item: int) -> int:
        """Return the smallest member of the set that holds `item`."""
        while self._parent[item] != item:
            self._parent[item] = self._parent[self._parent[item]]
            item = self._parent[item]
        return item

    def join(self, first: int, second: int) -> bool:
        """Make one set of two; tell whether they were two."""
        low, high = sorted((self.root(first), self.root(second)))
        self._parent[high] = low
        return low != high

    def sets(self) -> tuple[tuple[int, ...], ...]:
        """Return the sets in order of their smallest member, each in order."""
        found: dict[int, list[int]] = {}
        for item in range(len(self._parent)):
            found.setdefault(self.root(item), []).append(item)
        return tuple(tuple(members) for members in found.values())
