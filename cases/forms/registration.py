"""A new case as the customer tells it (B3.2)."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.choices import CaseType
from accounts.filetypes import MAX_FILES
from accounts.models import Customer, Module, User
from accounts.selectors.support import Standing
from cases.choices import PeopleAffected
from cases.forms.fields import (
    FilesField,
    LevelField,
    ModuleField,
    SubmissionKeyField,
    too_many_files,
)
from cases.forms.references import CaseField
from cases.models import Case
from cases.selectors.registration import ADVISING, ASKED, TYPES, type_named
from cases.services import Facts
from sla.choices import WayRound, WorkGoesOn

_WRITTEN = ("steps", "expected", "since", "affected", "environment", "benefit", "wanted_on")
FACTS = (*_WRITTEN, "work", "way_round", "people")
# A choice, a date or a number needs no more; a text has a length of its own.
_SHORT = 40
_MOST_CHOICES = 20
# What is being written stays as it is while the part of the page around it changes.
_STAYS = ("subject", "description", "followers", *_WRITTEN)


class EarlierCaseField(CaseField):
    """The case this one goes on from; one that cannot be seen is as none."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.HiddenInput, required=False, **kwargs)

    def clean(self, value: Any) -> Case | None:
        try:
            return super().clean(value)
        except ValidationError:
            return None


class RegistrationForm(forms.Form):
    """One of the four matters, with the fields of its type only (B3.2)."""

    case_type = forms.ChoiceField(
        label=_("Type of case"),
        choices=CaseType.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what the case is about.")},
    )
    module = ModuleField(
        label=_("Module"),
        queryset=Module.objects.none(),
        empty_label=_("Choose a module"),
        help_text=_("These are the modules your company has."),
        error_messages={
            "required": _("Choose the module the case is about."),
            "invalid_choice": _("Your company does not have this module. Choose another."),
        },
    )
    subject = forms.CharField(
        label=_("Subject"),
        max_length=250,
        error_messages={"required": _("Write a subject, for example “The payroll run stops”.")},
    )
    description = forms.CharField(
        label=_("Tell us in your own words"),
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Tell us about it. A sentence or two will do.")},
    )
    steps = forms.CharField(
        label=_("What did you do, step by step?"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    expected = forms.CharField(label=_("What did you expect?"), max_length=2000, required=False)
    since = forms.CharField(label=_("Since when?"), max_length=200, required=False)
    affected = forms.CharField(
        label=_("How many people are affected?"), max_length=200, required=False
    )
    environment = forms.CharField(
        label=_("Browser or program version"), max_length=200, required=False
    )
    benefit = forms.CharField(
        label=_("What would it help, and whom?"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    wanted_on = forms.DateField(
        label=_("When do you need it?"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    work = forms.ChoiceField(
        label=_("Can the work go on?"),
        choices=WorkGoesOn.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    way_round = forms.ChoiceField(
        label=_("Is there a way round?"),
        help_text=_("Another way to get the same thing done."),
        choices=WayRound.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    people = forms.ChoiceField(
        label=_("How many does it concern?"),
        choices=PeopleAffected.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    at_stake = forms.BooleanField(
        label=_("Payroll or month end is at stake"),
        help_text=_("We see it at once. It does not change the level."),
        required=False,
    )
    # Which level the page had advised: a level that only followed the advice follows it again.
    advised = forms.CharField(required=False, max_length=_SHORT, widget=forms.HiddenInput)
    level = LevelField(
        label=_("Service level"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how urgent the matter is.")},
    )
    followers = forms.ModelMultipleChoiceField(
        label=_("Who follows the case?"),
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
        error_messages={"invalid_choice": _("Check who follows: somebody has left meanwhile.")},
    )
    follows = EarlierCaseField()
    files = FilesField(label=_("Attachments"), required=False)  # type: ignore[assignment]
    key = SubmissionKeyField()

    def __init__(
        self,
        *args: Any,
        person: User,
        customer: Customer,
        standing: Callable[[], Standing] | None = None,
        today: date,
        kept_files: int = 0,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        modules: QuerySet[Module] = Module.objects.filter(customers=customer)
        self.fields["module"].queryset = modules.select_related("product")  # type: ignore[attr-defined]
        others = User.objects.speaking_for(customer).exclude(pk=person.pk)
        self.fields["followers"].queryset = others  # type: ignore[attr-defined]
        own = Case.objects.visible_to(person).filter(customer=customer)
        self.fields["follows"].cases = own  # type: ignore[attr-defined]
        self.company = customer
        self.fields["wanted_on"].widget.attrs["min"] = today.isoformat()
        self._find_standing, self._today, self._kept_files = standing, today, kept_files
        if standing:
            self._ask_about_modules()
        for name in {*FACTS, *ADVISING, "level"} - self._asked():
            del self.fields[name]
        for name in self.fields.keys() & _STAYS:
            self.fields[name].widget.attrs["hx-preserve"] = "true"
        if self.type:
            self.fields["description"].label = str(TYPES[self.type].happened)

    def _ask_about_modules(self) -> None:
        """Mark the modules that the chosen type cannot be about yet; a choice shows why."""
        field: Any = self.fields["module"]
        field.lacking = lambda: self.lacking
        field.widget.attrs |= {
            "hx-post": reverse("cases:draft", args=[self.own_key]),
            "hx-params": "not files",
            "hx-target": "#right",
            "hx-swap": "outerHTML",
            "hx-trigger": "change",
            "hx-sync": "closest form:queue last",
        }

    def _asked(self) -> set[str]:
        """The fields of the chosen type; only an error is advised on its level."""
        if not self.type:
            return set()
        is_error = self.type == CaseType.PROGRAMMING_ERROR
        return {*ASKED[self.type], *(ADVISING if is_error else ())}

    @cached_property
    def type(self) -> CaseType | None:
        """The type that is chosen, if one is."""
        return type_named(str(self["case_type"].value() or ""))

    @cached_property
    def standing(self) -> Standing:
        """What the decisions on this person's matters rest on."""
        if self._find_standing is None:
            raise ValueError("It is not known yet whose matter this is")
        return self._find_standing()

    @cached_property
    def lacking(self) -> frozenset[int]:
        """The modules the chosen type cannot be about yet."""
        return self.standing.lacking_for(self.type) if self.type else frozenset()

    @cached_property
    def module_chosen(self) -> int | None:
        """The id of the chosen module, if it is one of the company's."""
        chosen = str(self["module"].value() or "")
        return next((pk for pk in self.standing.licences if str(pk) == chosen), None)

    @cached_property
    def own_key(self) -> UUID:
        """The key of this form, or a new one where what came as its key is none."""
        try:
            return UUID(str(self["key"].value()))
        except ValueError:
            return uuid4()

    @cached_property
    def earlier(self) -> Case | None:
        """The case this one goes on from."""
        reference = self["follows"].value()
        return self.fields["follows"].clean(reference) if reference else None

    def told(self, name: str) -> object:
        """What stands in a field now; nothing for a field of another type."""
        return self[name].value() if name in self.fields else ""

    @classmethod
    def typed_in(cls, sent: QueryDict) -> dict[str, str | list[str]]:
        """What a half-written form holds, cut to what its fields take, for a draft.

        What the page does not show has not been sent, and is not named.
        """
        typed: dict[str, str | list[str]] = {
            name: str(sent[name]).replace("\x00", "")[
                : getattr(field, "max_length", None) or _SHORT
            ]
            for name, field in cls.base_fields.items()
            if name in sent and name not in {"key", "files", "followers"}
        }
        followers = sent.getlist("followers")[:_MOST_CHOICES]
        typed["followers"] = [pk[:_SHORT] for pk in followers if pk.isdecimal()]
        return typed

    @classmethod
    def says_something(cls, sent: QueryDict) -> bool:
        """Whether a form holds words of its writer: choices alone are no draft."""
        words = {*_WRITTEN, "subject", "description"}
        return any(str(sent[name]).strip() for name in words if name in sent)

    def clean_wanted_on(self) -> date | None:
        wanted = self.cleaned_data["wanted_on"]
        if wanted and wanted < self._today:
            raise ValidationError(_("This day has passed. Choose today or a later day."))
        return wanted

    def clean_files(self) -> list[Any]:
        files = self.cleaned_data["files"]
        if files and len(files) + self._kept_files > MAX_FILES:
            raise too_many_files()
        return files

    def good_files(self) -> list[Any]:
        """The files that may be kept, whatever else of the form does not hold."""
        field: Any = self.fields["files"]
        sent: Any = self.files
        return field.sorted_out(sent.getlist("files"))[0]

    def registration(self) -> dict[str, Any]:
        """What was told, named as the service names it."""
        cleaned = self.cleaned_data
        names = ("module", "subject", "description", "followers", "files", "key")
        facts = {name: cleaned[name] for name in FACTS if name in cleaned}
        return {
            **{name: cleaned[name] for name in names},
            "case_type": CaseType(cleaned["case_type"]),
            "level": cleaned.get("level"),
            "at_stake": cleaned.get("at_stake", False),
            "follow_up_of": cleaned["follows"],
            "facts": Facts(**facts),
        }
