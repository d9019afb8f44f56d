"""Starts the command: also a stop while it still loads is a message, not a traceback."""

import sys

INTERRUPTED = 130
"""Exit status after Ctrl-C, as shells have it."""
STOPPED = "\nstopped; nothing is half written"
"""What is said then."""


def run() -> None:
    """Run `briefings` with the arguments of this process."""
    try:
        from generator.cli import main  # noqa: PLC0415 - takes the better part of a second

        main(prog_name="briefings")
    except KeyboardInterrupt:
        sys.stderr.write(f"{STOPPED}\n")
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    run()
