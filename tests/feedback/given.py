"""Feedback for tests, without surprises."""

import uuid
from datetime import UTC, datetime

from accounts.feedback import services
from accounts.feedback.models import Feedback
from accounts.models import User

AT = datetime(2027, 1, 4, 8, 20, tzinfo=UTC)


def give_feedback(text: str, *, by: User | None = None, page: str = "/contact/") -> Feedback:
    return services.give(text=text, page=page, language="en", key=uuid.uuid4(), by=by, at=AT)
