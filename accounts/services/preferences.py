"""What people choose for themselves."""

from accounts.choices import Language, Theme
from accounts.models import User


def choose_language(user: User, language: Language) -> None:
    """Speak this language to the person from now on, on pages and in mail."""
    user.language = language
    user.save(update_fields=["language"])


def choose_theme(user: User, theme: Theme) -> None:
    """Draw the person's pages light, dark, or as the device asks."""
    user.theme = theme
    user.save(update_fields=["theme"])
