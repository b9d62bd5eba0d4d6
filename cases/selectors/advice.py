"""What the answers about an error say of its service level, and why, in the words of B5."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.models import Case
from sla.advice import advise
from sla.choices import WayRound, WorkGoesOn
from sla.levels import levels_in_use

_FULLY, _PARTLY, _NOT_AT_ALL = WorkGoesOn.FULLY, WorkGoesOn.PARTLY, WorkGoesOn.NOT_AT_ALL
_YES, _NO, _UNKNOWN = WayRound.YES, WayRound.NO, WayRound.UNKNOWN

_ANSWERED: dict[tuple[str, str], Promise] = {
    (_FULLY, _YES): _("The work goes on, and there is a way round."),
    (_FULLY, _NO): _("The work goes on, though there is no way round."),
    (_FULLY, _UNKNOWN): _("The work goes on, and no way round is known."),
    (_PARTLY, _YES): _("The work goes on partly, and there is a way round."),
    (_PARTLY, _NO): _("The work goes on only partly, and there is no way round."),
    (_PARTLY, _UNKNOWN): _("The work goes on only partly, and no way round is known."),
    (_NOT_AT_ALL, _YES): _("The work does not go on, but there is a way round."),
    (_NOT_AT_ALL, _NO): _("The work does not go on at all, and there is no way round."),
    (_NOT_AT_ALL, _UNKNOWN): _("The work does not go on at all, and no way round is known."),
}


@dataclass(frozen=True)
class Advice:
    """The level that the answers speak for and why, beside the one that is chosen.

    `chosen` may be empty; it `was_followed` when nobody chose it, but the advice did.
    """

    level: int | None = None
    why: str = ""
    definition: str = ""
    chosen: str = ""
    was_followed: bool = False

    @property
    def differs(self) -> bool:
        """Whether another level is chosen than the answers speak for: that is allowed."""
        return bool(self.level and self.chosen) and self.chosen != str(self.level)


def advice_on(told: Callable[[str], object], *, asked: str, is_sent: bool) -> Advice:
    """What the answers `told` speak for, when the level `asked` stands in the form.

    A level that nobody has chosen yet is the advised one, and so is one that only followed an
    earlier advice. What was sent stays as it was sent.
    """
    work, way_round, before = (str(told(name) or "") for name in ("work", "way_round", "advised"))
    level = advise(work, way_round)
    if level is None:
        return Advice(chosen=asked)
    follows = not asked or (asked == before and not is_sent)
    chosen = str(level) if follows else asked
    return Advice(
        level,
        str(_ANSWERED[work, way_round]),
        levels_in_use()[level].definition,
        chosen,
        was_followed=chosen != asked,
    )


def advised_level(case: Case) -> int | None:
    """The level of which the customer was advised while registering a programming error."""
    facts = getattr(case, "facts", None)
    return facts.advised_level if facts and case.is_error else None


def asked_otherwise(case: Case) -> int | None:
    """The level that the customer's answers speak for, when another one was asked for."""
    advised = advised_level(case)
    return advised if advised != case.proposed_level_id else None
