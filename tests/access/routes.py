"""Every address of the portal, read from the URL resolver itself."""

from collections.abc import Iterator

from django.contrib import admin
from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver

# Two patterns of Django admin have no name: the old address of a form, and whatever else.
NAMELESS_IN_ADMIN = ("<path:object_id>/", "(?P<url>.*)$")


def _walk(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _walk(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        else:
            yield f"{space}{entry.name or ''}", entry


def _belongs_to_a_register(name: str, entry: URLPattern) -> bool:
    registers = [f"admin:{model._meta.label_lower}_".replace(".", "_") for model in _registers()]
    return name.startswith("admin:") and (
        name.startswith((*registers, "admin:auth_user_")) or str(entry.pattern) in NAMELESS_IN_ADMIN
    )


def _registers() -> list[type[Model]]:
    return list(admin.site._registry)


def names() -> set[str]:
    """The name of every address, those of admin's registers left out."""
    return {
        name for name, entry in _walk(get_resolver()) if not _belongs_to_a_register(name, entry)
    }


def register_pages() -> list[str]:
    """The names of the pages of admin's registers."""
    return sorted(
        name
        for name, entry in _walk(get_resolver())
        if entry.name and _belongs_to_a_register(name, entry)
    )
