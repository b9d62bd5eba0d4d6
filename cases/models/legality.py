"""What the database itself knows of the processes: constraints and a trigger made from the table."""

from collections.abc import Iterable

import pgtrigger
from django.db.models import Q

from accounts.choices import CaseType
from cases.choices import Outcome, Stage, Verdict
from cases.transitions import PROCESSES, entries, fixed_types, legal_steps


def stage_fits_its_process() -> Q:
    """The condition that a case stands at a stage its own type has."""
    condition = Q()
    for case_type, steps in PROCESSES.items():
        condition |= Q(case_type=case_type, stage__in=[step.stage for step in steps])
    return condition


def stages_follow_the_process(quotations: str) -> pgtrigger.Trigger:
    """Refuse every change of stage or type that `transitions` does not know (B4).

    `quotations` is the table of quotations: no work order is executed but on an approved one.
    """
    # Only our own codes and a table's name go into the statement.
    return pgtrigger.Trigger(
        name="stages_follow_the_process",
        when=pgtrigger.Before,
        operation=pgtrigger.UpdateOf("stage", "case_type"),
        condition=pgtrigger.AnyChange("stage", "case_type"),
        func=f"""
            IF NEW.case_type <> OLD.case_type THEN
                IF (OLD.case_type, OLD.stage) IN ({_rows(fixed_types())})
                    OR (NEW.case_type, NEW.stage) NOT IN ({_rows(entries())})
                THEN RAISE check_violation USING MESSAGE = 'the type does not change like this';
                END IF;
            ELSIF OLD.stage = '{Stage.HANDLED}' THEN
                IF OLD.outcome = '{Outcome.MERGED}'
                THEN RAISE check_violation USING MESSAGE = 'a merged case stays handled';
                END IF;
            ELSIF (NEW.case_type, OLD.stage, NEW.stage, NEW.outcome) NOT IN ({_rows(legal_steps())})
            THEN RAISE check_violation USING MESSAGE = 'the process does not lead there';
            END IF;
            IF NEW.case_type = '{CaseType.WORK_ORDER}' AND NEW.stage IN ({_list(_WORK)}) AND (
                SELECT verdict FROM {quotations} WHERE case_id = NEW.id
                ORDER BY number DESC LIMIT 1
            ) IS DISTINCT FROM '{Verdict.APPROVED}'
            THEN RAISE check_violation USING MESSAGE = 'no work before the customer has approved it';
            END IF;
            RETURN NEW;
        """,  # noqa: S608
    )


# What is done only when the customer has said yes (B4.2).
_WORK = (Stage.EXECUTION, Stage.DELIVERY)


def _list(values: Iterable[str]) -> str:
    return ", ".join(f"'{value}'" for value in values)


def _rows(found: object) -> str:
    return ", ".join(
        "(" + ", ".join(f"'{value}'" for value in row) + ")"
        for row in found  # type: ignore[attr-defined]
    )
