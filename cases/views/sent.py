"""What became of the forms a person has just sent, for who comes back to one of them."""

from uuid import UUID

from accounts.requests import PortalRequest
from cases.models import Case

_SENT = "sent-forms"
_REMEMBERED = 10


def remember_sent(request: PortalRequest, key: UUID, case: Case) -> None:
    earlier = list(request.session.get(_SENT, {}).items())
    request.session[_SENT] = dict([*earlier, (str(key), case.number)][-_REMEMBERED:])


def case_sent_as(request: PortalRequest, key: UUID | None) -> int | None:
    """The number of the case that the form of this key has become in this session."""
    return request.session.get(_SENT, {}).get(str(key))
