"""What a secret key must be. Asked by the settings themselves, before anything starts."""

from django.core.exceptions import ImproperlyConfigured

# Words of keys that stand in examples and templates; a generated key holds none of them.
_PUBLIC_WORDS = ("django-insecure", "change-me", "changeme", "change_me", "example")
_LEAST_LENGTH, _LEAST_CHARACTERS = 50, 10

FAULT = "SECRET_KEY is too short, too simple or copied from an example."
HINT = 'Make one: python -c "import secrets; print(secrets.token_urlsafe(50))"'


def is_guessable(key: str) -> bool:
    """Whether somebody else could know or guess the key."""
    is_public = any(word in key.lower() for word in _PUBLIC_WORDS)
    return len(key) < _LEAST_LENGTH or len(set(key)) < _LEAST_CHARACTERS or is_public


def own(key: str) -> str:
    """Return the key, or raise ImproperlyConfigured: no program starts with a guessable one."""
    if is_guessable(key):
        raise ImproperlyConfigured(f"{FAULT} {HINT}")
    return key
