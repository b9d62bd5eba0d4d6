"""What a case was told already, so that a change of type asks only for what is new (B4.7)."""

from typing import Any

from django.forms.models import model_to_dict

from cases.models import Case


def told_so_far(case: Case) -> dict[str, Any]:
    """The module and the facts of a case, by the names of the form's fields."""
    facts = getattr(case, "facts", None)
    told = model_to_dict(facts, exclude=["case"]) if facts else {}
    return {**told, "module": case.module_id}
