from datetime import datetime

from django.db import transaction

from accounts.models import User
from cases import notifications
from cases.choices import EventKind, Outcome
from cases.models import Case, Rating
from cases.services.recording import lock, record, save
from cases.transitions import IllegalMove


@transaction.atomic
def rate(case: Case, *, score: int, comment: str, by: User, at: datetime) -> Rating:
    """Say how it went, from 1 (badly) to 5 (well); the last word counts (B4.6).

    Raises IllegalMove before the case is handled, and for one that goes on in another.
    """
    case = lock(case)
    if not case.is_handled or case.outcome == Outcome.MERGED:
        raise IllegalMove("a case is rated when it is handled")
    earlier = Rating.objects.filter(case=case, score=score, comment=comment).first()
    if earlier:
        return earlier
    said = {"score": score, "comment": comment, "rated_by": by, "rated_at": at}
    rating, _is_new = Rating.objects.update_or_create(case=case, defaults=said)
    save(case, at=at)
    notifications.rated(case, record(case, EventKind.RATED, by=by, at=at))
    return rating
