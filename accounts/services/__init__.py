"""Every write to people, customers and their right to support."""

from accounts.services.preferences import choose_language, choose_theme

__all__ = ["choose_language", "choose_theme"]
