"""The part of CBOR (RFC 8949) that Pagefind writes: numbers, texts and lists."""

Value = int | str | list["Value"]
"""What Pagefind's files are made of."""

_NUMBER, _NEGATIVE, _TEXT, _LIST = 0, 1, 3, 4
_DIRECT = 24
"""Arguments below this stand in the first byte itself."""
_WIDTHS = {24: 1, 25: 2, 26: 4, 27: 8}


def decode(content: bytes) -> Value:
    """Return the one value that bytes hold; raises `ValueError` for anything else."""
    value, end = _decode(content, 0)
    if end != len(content):
        message = "the value is cut off" if end > len(content) else "more follows after the value"
        raise ValueError(message)
    return value


def _decode(content: bytes, at: int) -> tuple[Value, int]:
    """Return the value that begins at an offset, and where it ends."""
    kind, argument, at = _head(content, at)
    if kind == _NUMBER:
        return argument, at
    if kind == _NEGATIVE:
        return -1 - argument, at
    if kind == _TEXT:
        return content[at : at + argument].decode(), at + argument
    if kind == _LIST:
        items: list[Value] = []
        for _ in range(argument):
            item, at = _decode(content, at)
            items.append(item)
        return items, at
    message = f"a value of kind {kind} is not expected"
    raise ValueError(message)


def _head(content: bytes, at: int) -> tuple[int, int, int]:
    """Return kind and argument of the value at an offset, and where what follows begins."""
    if at >= len(content):
        message = "the value is cut off"
        raise ValueError(message)
    kind, argument = divmod(content[at], 32)
    at += 1
    if argument < _DIRECT:
        return kind, argument, at
    if argument not in _WIDTHS:
        message = f"a length of kind {argument} is not expected"
        raise ValueError(message)
    width = _WIDTHS[argument]
    return kind, int.from_bytes(content[at : at + width]), at + width


def encode(value: Value) -> bytes:
    """Return a value as bytes, in the shortest form (RFC 8949, 4.2.1)."""
    if isinstance(value, int):
        return _made(_NUMBER, value) if value >= 0 else _made(_NEGATIVE, -1 - value)
    if isinstance(value, str):
        text = value.encode()
        return _made(_TEXT, len(text)) + text
    return _made(_LIST, len(value)) + b"".join(map(encode, value))


def _made(kind: int, argument: int) -> bytes:
    """Return the first bytes of a value."""
    if argument < _DIRECT:
        return bytes([kind * 32 + argument])
    for code, width in _WIDTHS.items():
        if argument < 256**width:
            return bytes([kind * 32 + code]) + argument.to_bytes(width)
    message = f"{argument} does not fit into 8 bytes"
    raise ValueError(message)
