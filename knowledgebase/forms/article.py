"""An article as its writer fills it in (B9)."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.choices import Language
from accounts.models import Customer, Module, User
from accounts.timewords import HELSINKI, local
from knowledgebase.choices import Audience
from knowledgebase.models import Article, ArticleText, Topic
from knowledgebase.services import Facts, Opened, Wording, facts_of

LONGEST_BODY = 100_000


class _DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class ArticleForm(forms.Form):
    """The words in one language, what the article is, and when readers see it."""

    language = forms.ChoiceField(choices=Language.choices, widget=forms.HiddenInput)
    version = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    number = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        help_text=_("As the reader would ask, for example “Palkka-ajo keskeytyy”."),
        error_messages={"required": _("Give the article a title.")},
    )
    body = forms.CharField(
        label=_("Text of the article"),
        max_length=LONGEST_BODY,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 22}),
        error_messages={"required": _("Write the text first.")},
    )
    note = forms.CharField(
        label=_("What changed"),
        max_length=200,
        required=False,
        help_text=_("For the list of versions, for example “new menu in version 25.1”."),
    )
    is_small = forms.BooleanField(
        label=_("A small correction: translations stay as good as they were"), required=False
    )
    module = forms.ModelChoiceField(
        label=_("Module"),
        queryset=Module.objects.select_related("product"),
        required=False,
        empty_label=_("All modules"),
    )
    topic = forms.ModelChoiceField(
        label=_("Topic"), queryset=Topic.objects.all(), required=False, empty_label=_("No topic")
    )
    audience = forms.ChoiceField(label=_("Readers"), choices=Audience.choices)
    customers = forms.ModelMultipleChoiceField(
        label=_("Named customers"), queryset=Customer.objects.order_by("name"), required=False
    )
    owner = forms.ModelChoiceField(
        label=_("Owner"),
        queryset=User.objects.desk().order_by("first_name", "last_name"),
        required=False,
        empty_label=_("Nobody"),
        help_text=_("Is asked to read the article again when its date comes."),
    )
    related = forms.ModelMultipleChoiceField(
        label=_("Related articles"), queryset=Article.objects.all(), required=False
    )
    shown_from = forms.DateField(
        label=_("Shown from"), widget=_DayInput(), required=False, help_text=_("Empty: at once.")
    )
    shown_until = forms.DateField(
        label=_("Shown until"), widget=_DayInput(), required=False, help_text=_("Empty: for good.")
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("audience") == Audience.NAMED and not cleaned.get("customers"):
            self.add_error("customers", _("Name at least one customer, or choose other readers."))
        first, last = cleaned.get("shown_from"), cleaned.get("shown_until")
        if first and last and last < first:
            self.add_error("shown_until", _("The last day comes before the first."))
        return cleaned

    def wording(self) -> Wording:
        cleaned = self.cleaned_data
        return Wording(
            language=cleaned["language"],
            title=cleaned["title"],
            body=cleaned["body"].replace("\r\n", "\n"),
            is_small=cleaned["is_small"],
            note=cleaned["note"],
        )

    def facts(self) -> Facts:
        cleaned = self.cleaned_data
        is_named = cleaned["audience"] == Audience.NAMED
        return Facts(
            module=cleaned["module"],
            topic=cleaned["topic"],
            audience=Audience(cleaned["audience"]),
            customers=_in_order(cleaned["customers"]) if is_named else (),
            owner=cleaned["owner"],
            related=_in_order(cleaned["related"]),
        )

    def opened(self) -> Opened:
        cleaned = self.cleaned_data
        return Opened(version=cleaned["version"] or 0, number=cleaned["number"] or 0)

    def leaves_time_to_read(self, article: Article | None, *, at: datetime) -> bool:
        """Whether its last day comes after readers first see it; else says so beside that day."""
        since, until = self.window(article, at=at)
        if until is None or since < until:
            return True
        self.add_error("shown_until", _("The last day comes before the first."))
        return False

    def window(self, article: Article | None, *, at: datetime) -> tuple[datetime, datetime | None]:
        """From when until when readers see it; the last day is seen to its end."""
        first, last = self.cleaned_data["shown_from"], self.cleaned_data["shown_until"]
        until = _midnight(last + timedelta(days=1)) if last else None
        was = article.published_from if article else None
        if was and first in {None, local(was).date()}:
            return was, until
        return (at if first in {None, local(at).date()} else _midnight(first)), until


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), HELSINKI)


def _in_order(rows: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(sorted(rows, key=lambda row: row.pk))


def as_it_is(article: Article, text: ArticleText | None, language: str) -> dict[str, Any]:
    """What a form starts with for an article that is there, in one of its languages."""
    facts, until = facts_of(article), article.published_until
    return {
        "language": language,
        "version": article.version,
        "number": text.number if text else 0,
        "title": text.title if text else "",
        "body": text.body if text else "",
        "module": facts.module,
        "topic": facts.topic,
        "audience": facts.audience,
        "customers": [customer.pk for customer in facts.customers],
        "owner": facts.owner,
        "related": [other.pk for other in facts.related],
        "shown_from": article.published_from and local(article.published_from).date(),
        "shown_until": until and local(until - timedelta(seconds=1)).date(),
    }
