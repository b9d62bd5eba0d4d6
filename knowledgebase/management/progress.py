"""How far a command has come, for whoever watches it."""

from django.core.management.base import OutputWrapper

_WIDTH = 30


class Progress:
    """A bar in a terminal; silent where nobody looks."""

    def __init__(self, out: OutputWrapper, total: int) -> None:
        self._out, self._total = out, total
        self._is_watched = bool(total) and out.isatty()

    def show(self, done: int) -> None:
        if self._is_watched:
            full = _WIDTH * done // self._total
            bar = "█" * full + "░" * (_WIDTH - full)
            self._write(f"\r{bar} {done}/{self._total}")

    def end(self) -> None:
        if self._is_watched:
            self._write("\r\033[K")

    def _write(self, words: str) -> None:
        # Past the colour that OutputWrapper gives errors.
        self._out.write(words, style_func=str, ending="")
        self._out.flush()
