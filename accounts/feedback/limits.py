"""How much feedback one person or one address may give in a while."""

import structlog
from django.core.cache import cache
from django.utils.crypto import salted_hmac
from redis.exceptions import RedisError

from accounts.models import User

LIMIT = 5
PERIOD_SECONDS = 10 * 60

log = structlog.get_logger(__name__)


def take_turn(*, user: User | None, address: str) -> bool:
    """Count one feedback of a person, or of a visitor's address. Return False over the limit.

    The address is kept only as a digest and only for ten minutes. While the cache does not
    answer everybody has a turn: losing what people want to say would be worse.
    """
    who = f"user-{user.pk}" if user else salted_hmac("feedback", address).hexdigest()[:32]
    counter = f"feedback-turns:{who}"
    try:
        cache.add(counter, 0, PERIOD_SECONDS)
        return cache.incr(counter) <= LIMIT
    except ValueError:
        # The period ended between the two commands: the count begins again.
        return cache.add(counter, 1, PERIOD_SECONDS)
    except (RedisError, OSError):
        log.warning("feedback_not_counted")
        return True
