"""What may become of a case, written down by hand and apart from the program (B4).

The life machine holds the program against it.
"""

from dataclasses import dataclass, field
from datetime import datetime

SUPPORT, ERROR, WISH, WORK = "support_request", "programming_error", "wish", "work_order"
EVERY = {SUPPORT, ERROR, WISH, WORK}

# Who works with what, and who speaks for the customer.
SEES = {
    "paivi": EVERY,
    "jouni": EVERY,
    "mikko": EVERY,
    "kalle": {WORK},
    "petra": {WISH, ERROR},
    "stranger": set(),
}
CUSTOMERS, DESK = {"paivi", "jouni"}, {"mikko", "kalle", "petra"}

FIRST = {SUPPORT: "received", ERROR: "new", WISH: "received", WORK: "received"}
# From where to where one goes by hand, and what that takes.
WAYS = {
    (ERROR, "level_set"): {"assessment": ""},
    (ERROR, "assessment"): {"planning": ""},
    (ERROR, "planning"): {"execution": "ready_on", "assessment": "reason"},
    (ERROR, "execution"): {"delivery": "release", "planning": "reason"},
    (ERROR, "delivery"): {"execution": "reason"},
    (WISH, "received"): {"product_group": ""},
    (WISH, "product_group"): {"planning": ""},
    (WISH, "planning"): {"execution": "ready_on", "product_group": "reason"},
    (WISH, "execution"): {"delivery": "release", "planning": "reason"},
    (WISH, "delivery"): {"execution": "reason"},
    (WORK, "received"): {"quotation": ""},
    (WORK, "execution"): {"delivery": "", "quotation": "reason"},
    (WORK, "delivery"): {"execution": "reason"},
}
MOVES = {
    "kalle": {(WORK, "quotation"), (WORK, "execution"), (WORK, "delivery")},
    "petra": {
        *((ERROR, "planning"), (ERROR, "execution"), (ERROR, "delivery")),
        *((WISH, "product_group"), (WISH, "planning"), (WISH, "execution"), (WISH, "delivery")),
    },
}
SETTLES = {
    *((SUPPORT, "handling"), (ERROR, "assessment"), (ERROR, "delivery"), (WISH, "received")),
    *((WISH, "product_group"), (WISH, "delivery"), (WORK, "received"), (WORK, "delivery")),
}
DECLINES = {
    *((WISH, "received"), (WISH, "product_group"), (WISH, "planning")),
    *((WORK, "received"), (WORK, "quotation")),
}
BINDING = {(WORK, "execution"), (WORK, "delivery")}


@dataclass
class Life:
    """What the model knows of one case."""

    pk: int
    type: str
    level: int | None
    stage: str
    taken: bool = False
    owner: str | None = None
    waiting: bool = False
    closes_at: datetime | None = None
    customer_last: bool = True
    outcome: str = ""
    handled_at: datetime | None = None
    closed_from: str = ""
    closed_by: str | None = None
    quotation: int | None = None
    verdict: str = ""
    answered_by: str | None = None
    merged_into: int | None = None
    events: int = 1
    internal: list[str] = field(default_factory=list)

    @property
    def here(self) -> tuple[str, str]:
        return self.type, self.stage

    @property
    def is_open(self) -> bool:
        return self.stage != "handled"

    @property
    def awaits_customer(self) -> bool:
        return self.waiting or self.closes_at is not None or self.stage == "approval"

    def promises_more_than(self, other: "Life") -> bool:
        """A fault keeps its promise: it goes on in no milder one, and in nothing else."""
        if self.type != ERROR:
            return False
        return other.type != ERROR or (other.level or 0) > (self.level or 0)

    def begin(self, actor: str) -> None:
        """Somebody of the desk writes or takes the case up."""
        self.taken = True
        if self.owner is None and actor == "mikko":
            self.owner = "mikko"
        if self.here == (SUPPORT, "received"):
            self.stage = "handling"

    def stop_waiting(self) -> None:
        self.waiting, self.closes_at = False, None

    def end(self, outcome: str, by: str | None, now: datetime) -> None:
        self.stop_waiting()
        self.closed_from, self.stage = self.stage, "handled"
        self.outcome, self.handled_at = outcome, now
        if outcome != "merged":
            self.closed_by = by
        if self.verdict == "pending":
            self.verdict, self.answered_by = "taken_back", None
        self.events += 1

    def enter(self, kind: str) -> None:
        self.type, self.stage = kind, FIRST[kind]
        if self.taken and kind == SUPPORT:
            self.stage = "handling"
