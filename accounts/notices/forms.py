from django import forms

_LARGEST_ID = 2**63 - 1


class OlderForm(forms.Form):
    """Where in the list a page begins."""

    before = forms.IntegerField(required=False, min_value=1, max_value=_LARGEST_ID)


class SeenForm(forms.Form):
    """The newest notice that the person has had before their eyes."""

    upto = forms.IntegerField(min_value=1, max_value=_LARGEST_ID)
