"""The five service levels with the deadlines each would give, for the one who chooses."""

from dataclasses import dataclass, replace
from datetime import datetime

from accounts.timewords import moment_words
from cases.selectors.advice import Advice
from cases.selectors.standing import left_words
from sla.choices import ClockKind
from sla.explanations import Explanation, explain_preview
from sla.models import ServiceLevel
from sla.selectors import Preview, previews


@dataclass(frozen=True)
class LevelOffer:
    """One level as its card shows it: the definition, when we start, when it is to be done."""

    level: ServiceLevel
    starts: str
    starts_left: str
    done: str
    is_advised: bool = False
    start_explained: Explanation | None = None
    target_explained: Explanation | None = None

    @property
    def is_chosen(self) -> bool:
        return self.start_explained is not None


def level_offers(at: datetime, advice: Advice) -> list[LevelOffer]:
    """What each level promises to a programming error registered at `at` (B3.2, B5).

    Only the chosen one is explained in days and words; perhaps none is.
    """
    return [_offer(preview, advice, at=at) for preview in previews(at)]


def _offer(preview: Preview, advice: Advice, *, at: datetime) -> LevelOffer:
    number = preview.level.pk
    starts = moment_words(preview.handling_due_at, now=at)
    done = moment_words(preview.resolution_due_at, now=at)
    left = left_words(at, preview.handling_due_at)
    offer = LevelOffer(preview.level, starts, left, done, is_advised=number == advice.level)
    if str(number) != advice.chosen:
        return offer
    return replace(
        offer,
        start_explained=explain_preview(preview, kind=ClockKind.HANDLING, at=at),
        target_explained=explain_preview(preview, kind=ClockKind.RESOLUTION, at=at),
    )
