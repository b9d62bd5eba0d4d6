"""The registry of kinds of notice: what each says, and who may still hear it.

Lower apps know no cases, so upper apps bring their kinds here at start, through
`softone_support/wiring.py`:

    kinds.register(
        Kind(
            name="cases.question",
            load=lambda user, contexts: (
                Case.objects.visible_to(user).in_bulk([c["case"] for c in contexts])
            ),
            may_still_see=lambda user, context, loaded: context["case"] in loaded,
            words=question_words,
        )
    )

A context holds ids and codes only. Words are made when the notice is shown or the mail leaves,
in the reader's language, from rows the reader may see at that moment.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Context = Mapping[str, Any]
Loaded = Mapping[Any, Any]


class UnknownKind(LookupError):
    """Nobody has registered a kind of this name."""


@dataclass(frozen=True)
class Words:
    """What one notice says, in the active language. The portal's list and the mail share it.

    `subject` starts with the reader's matter and carries no reference; the mail puts
    `[reference]` before it. `sentences` have no greeting. `path` is a path of the portal.
    `automatic` is False only when a person wrote what the reader is told about. `thread` is a
    word of letters, digits, dots and dashes that all mails about one matter share.
    """

    subject: str
    sentences: Sequence[str] = ()
    action_label: str = ""
    path: str = ""
    icon: str = "bell"
    reference: str = ""
    automatic: bool = True
    thread: str = ""

    def __post_init__(self) -> None:
        if self.path and (not self.path.startswith("/") or self.path.startswith("//")):
            raise ValueError("A notice leads to a path of the portal")


def load_nothing(user: Any, contexts: Sequence[Context]) -> Loaded:
    """For a kind whose words need no rows."""
    return {}


@dataclass(frozen=True)
class Kind:
    """One kind of notice.

    `load(user, contexts)` fetches in a constant number of queries what the other two need;
    kinds that share the same function share its queries. `may_still_see(user, context, loaded)`
    is asked each time before `words(user, context, loaded)`. `user` is None only for a mail to
    somebody who is not in the portal, which `tell` never makes. A kind with `one_time_link`
    finds it in `context["one_time_path"]`, and its mail cannot be sent a second time. What
    `is_personal` no deputy hears.
    """

    name: str
    may_still_see: Callable[..., bool]
    words: Callable[..., Words]
    load: Callable[..., Loaded] = load_nothing
    one_time_link: bool = False
    is_personal: bool = False


@dataclass(frozen=True)
class Signature:
    """The foot of a mail: opening hours in one line, and how to reach us."""

    hours_line: str = ""
    phone: str = ""
    email: str = ""


def _no_signature(language: str) -> Signature:
    return Signature()


_kinds: dict[str, Kind] = {}
# One place for one provider: filled once, when the portal starts.
_signatures: list[Callable[[str], Signature]] = [_no_signature]


def register(kind: Kind) -> None:
    """Make a kind known. The last one of a name counts, so that wiring may run twice."""
    _kinds[kind.name] = kind


def find(name: str) -> Kind:
    """Return the kind, or raise UnknownKind."""
    try:
        return _kinds[name]
    except KeyError:
        raise UnknownKind(name) from None


def is_known(name: str) -> bool:
    return name in _kinds


def set_signature(provider: Callable[[str], Signature]) -> None:
    """Say who knows the opening hours: a function of the language code."""
    _signatures[0] = provider


def signature(language: str) -> Signature:
    return _signatures[0](language)
