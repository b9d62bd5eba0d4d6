from accounts.notices.services.account_mail import post_account_mail, take_as_long_for_nobody
from accounts.notices.services.outbox import (
    CannotSendAgain,
    bury_abandoned,
    claim,
    mark_dropped,
    mark_failed,
    mark_sent,
    send,
    send_due,
    try_again,
)
from accounts.notices.services.telling import (
    Telling,
    mark_all_read,
    mark_read,
    post_to_address,
    tell,
    tell_each,
)
from accounts.notices.services.waking import wake

__all__ = [
    "CannotSendAgain",
    "Telling",
    "bury_abandoned",
    "claim",
    "mark_all_read",
    "mark_dropped",
    "mark_failed",
    "mark_read",
    "mark_sent",
    "post_account_mail",
    "post_to_address",
    "send",
    "send_due",
    "take_as_long_for_nobody",
    "tell",
    "tell_each",
    "try_again",
    "wake",
]
