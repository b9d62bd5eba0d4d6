"""What `./run` starts, inside the virtual environment."""

import signal
import sys
from types import FrameType

from softone_support.embedded import commands, demo, environment, trial
from softone_support.embedded.words import CannotGoOn

COMMANDS = {
    "demo": demo.main,
    "test": trial.main,
    "manage": commands.manage,
    "bench": commands.bench,
}


def main() -> int:
    """Run one command; what the person must know comes as words, not as a traceback."""
    name, *arguments = sys.argv[1:]
    for sign in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, _end)
    if name != "test":  # tests may empty what they are given, and .env may name the real thing
        environment.read_dotenv()
    try:
        return COMMANDS[name](arguments)
    except CannotGoOn as reason:
        sys.stderr.write(f"{reason}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped.\n")
        return 128 + signal.SIGINT


def _end(number: int, frame: FrameType | None) -> None:
    """Leave through every `finally`, so that servers stop and folders go."""
    sys.exit(128 + number)


if __name__ == "__main__":
    sys.exit(main())
