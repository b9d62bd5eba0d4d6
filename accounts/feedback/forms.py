"""The feedback form and the filters of the staff's list."""

import uuid
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from accounts.feedback.choices import Show
from accounts.feedback.models import MAX_LENGTH, MAX_PAGE_LENGTH

# Longer than any address the portal makes, short enough to be a header.
MAX_ADDRESS_LENGTH = 2000


def own_page(address: str) -> str:
    """Return `address` when it is a page of this portal, else "": nobody is sent elsewhere."""
    is_own = (
        address.startswith("/")
        and address.isprintable()
        and len(address) <= MAX_ADDRESS_LENGTH
        and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    )
    return address if is_own else ""


class FeedbackForm(forms.Form):
    """`page` is where the reader came from; `key` belongs to this one form."""

    text = forms.CharField(
        label=_("What works, what gets in your way?"),
        max_length=MAX_LENGTH,
        widget=forms.Textarea(attrs={"rows": 7, "class": "form-control"}),
        error_messages={
            "required": _("Write what you think of the page. One sentence is enough."),
            "max_length": ngettext_lazy(
                "At most %(limit_value)d character fits, this has %(show_value)d.",
                "At most %(limit_value)d characters fit, this has %(show_value)d.",
                "limit_value",
            ),
        },
    )
    page = forms.CharField(required=False, widget=forms.HiddenInput)
    key = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The browser would cut a pasted text without a word; the answer below says it instead.
        self.fields["text"].widget.attrs.pop("maxlength", None)

    def clean_page(self) -> str:
        return own_page(self.cleaned_data["page"])

    def page_asked(self) -> str:
        """The page the form is about, also before it is sent and when it is refused."""
        return own_page(self["page"].value() or "")

    def clean_key(self) -> uuid.UUID:
        """A form whose key got lost counts as a new one: the writer could not mend it."""
        try:
            return uuid.UUID(self.cleaned_data["key"])
        except ValueError:
            return uuid.uuid4()

    def path(self) -> str:
        """That page without its query, which may hold a name or a number."""
        return own_page(urlsplit(self.page_asked()).path[:MAX_PAGE_LENGTH])


class ListFilter(forms.Form):
    """What the list's URL asks for. Whatever cannot be understood is left out."""

    show = forms.ChoiceField(choices=Show.choices, required=False)
    before = forms.IntegerField(min_value=1, max_value=2**63 - 1, required=False)

    def wanted(self) -> tuple[Show, int | None]:
        """Return the filter (unread when none is named) and where the page begins."""
        self.is_valid()
        known = self.cleaned_data
        return Show(known.get("show") or Show.UNSEEN), known.get("before")
