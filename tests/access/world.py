"""Two companies, everybody who works with them, and one of each thing they could reach for."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts import services as accounts
from accounts.choices import CaseType, CertificateSource, Industry, ProductKind, Role
from accounts.feedback import services as feedback
from accounts.models import Customer, SuperUser, User
from accounts.notices.models import Notice
from cases import services
from cases.choices import LinkKind, Stage
from cases.models import Attachment, Case
from tests import factories
from tests.access import company, knowledge, writing
from tests.cases import steps

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"

# Nothing has it: the database counts on from test to test, so a small one may be somebody's.
ABSENT = 2_000_000_000

ACTORS = (
    "anonymous",
    "own",
    "stranger",
    "ended",
    "specialist",
    "consultant",
    "product",
    "manager",
    "administrator",
)


@dataclass
class World:
    """`things` is what an address can name: (URL name, whose) → the address's arguments."""

    people: dict[str, User]
    things: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    posts: dict[str, Callable[[], dict[str, Any]]] = field(default_factory=dict)

    def browser(self, actor: str, **how: Any) -> Client:
        """A new browser in which the actor has logged in; the anonymous one has not."""
        client = Client(raise_request_exception=False, **how)
        if actor != "anonymous":
            client.force_login(self.people[actor], backend=BACKEND)
        return client

    def browsers(self, **how: Any) -> dict[str, Client]:
        """One for each actor, all served by one handler: making it costs more than a page."""
        found = {actor: self.browser(actor, **how) for actor in ACTORS}
        for client in found.values():
            client.handler = found["anonymous"].handler
        return found

    def address(self, name: str, whose: str = "-") -> str:
        return reverse(name, kwargs=self.things.get((name, whose), {}))

    def post(self, name: str) -> dict[str, Any]:
        """A well-formed form for this address: what refuses it is a question of who asks."""
        return self.posts.get(name, dict)()


def build(at: datetime) -> World:
    """Lay out both companies at a moment at which the portal's clock stands."""
    ours = factories.CustomerFactory(name="Rakennusliike Kivimäki Oy")
    theirs = factories.CustomerFactory(name="Kuljetus Heinonen Oy", industry=Industry.TRANSPORT)
    team = factories.team_for(ours.industry)
    factories.team_for(theirs.industry)
    people = {
        "own": factories.superuser_of(ours, email="paivi@kivimaki.example"),
        "stranger": factories.superuser_of(theirs, email="heikki@heinonen.example"),
        "ended": factories.UserFactory(email="entinen@kivimaki.example"),
        "specialist": factories.staff(Role.SPECIALIST, email="mikko@softone.example", team=team),
        "consultant": factories.staff(Role.CONSULTANT, email="kati@softone.example"),
        "product": factories.staff(Role.PRODUCT, email="petri@softone.example"),
        "manager": factories.staff(Role.MANAGER, email="marjut@softone.example"),
        "administrator": factories.staff(Role.ADMINISTRATOR, email="aino@softone.example"),
    }
    SuperUser.objects.create(
        customer=ours, user=people["ended"], since=date(2025, 1, 1), ended_on=date(2025, 12, 31)
    )
    world = World(people)
    _add_cases(world, ours=ours, theirs=theirs, at=at)
    _add_drafts(world, ours=ours, theirs=theirs, at=at)
    _add_notices(world, at=at)
    _add_rest(world, at=at)
    _add_posts(world, ours=ours, day=at.date())
    _add_life(world, ours=ours, theirs=theirs, at=at)
    world.things |= company.things(people, {"ours": ours, "theirs": theirs}, at=at)
    world.things |= writing.things(people, at=at)
    world.posts |= writing.posts()
    world.posts |= company.posts(User.objects.get(email="jouni@kivimaki.example"))
    _add_customers(world, ours=ours, theirs=theirs, at=at)
    world.things |= knowledge.things(people, {"ours": ours, "theirs": theirs}, at=at)
    world.posts |= knowledge.posts()
    return world


def _add_cases(world: World, *, ours: Customer, theirs: Customer, at: datetime) -> None:
    """A case under way in each company, with a file from the customer and one in a note."""
    colleague = factories.staff(Role.SPECIALIST, email="outi@softone.example")
    own = _case_under_way(ours, by=world.people["own"], desk=colleague, at=at)
    foreign = _case_under_way(theirs, by=world.people["stranger"], desk=colleague, at=at)
    steps.note(own, by=colleague, at=at, files=[picture("sisainen.png")])
    pages = ("receipt", "deadlines", "messages", "notes", "time", "handling", "level", "stage")
    for page in (*_PAGES_OF_A_CASE, *pages):
        world.things[f"cases:{page}", "ours"] = {"number": own.number}
        world.things[f"cases:{page}", "theirs"] = {"number": foreign.number}
        world.things[f"cases:{page}", "absent"] = {"number": ABSENT}
    files = Attachment.objects.order_by("pk")
    our_file = files.get(message__case=own, name="kuva.png")
    their_file = files.get(message__case=foreign)
    note_file = files.get(message__case=own, name="sisainen.png")
    for whose, case, pk in [
        ("ours", own, our_file.pk),
        ("theirs", foreign, their_file.pk),
        ("note", own, note_file.pk),
        ("crossed", own, their_file.pk),
        ("absent", own, ABSENT),
    ]:
        world.things["cases:attachment", whose] = {"number": case.number, "pk": pk}


_PAGES_OF_A_CASE = (
    *("case", "questions", "solution", "way_round", "reopening", "closing", "objection"),
    *("continuation", "rating", "merging", "links", "followers", "type", "article_draft"),
)


def _add_life(world: World, *, ours: Customer, theirs: Customer, at: datetime) -> None:
    """Quotations, links and followers of both companies, and what each address names of them."""
    desk = world.people["specialist"]
    colleague = factories.superuser_of(ours, email="jouni@kivimaki.example", first_name="Jouni")
    own = Case.objects.get(customer=ours)
    foreign = Case.objects.get(customer=theirs)
    found = {}
    for whose, case, by, worked in [
        ("ours", own, world.people["own"], desk),
        ("theirs", foreign, world.people["stranger"], world.people["product"]),
    ]:
        follower = factories.superuser_of(case.customer)
        services.follow(case, person=follower, by=desk, at=at)
        wanted, offered = (
            _work_order(case.customer, stage, by=by, desk=desk, at=at)
            for stage in (Stage.QUOTATION, Stage.APPROVAL)
        )
        tie = services.link(case, other=wanted, kind=LinkKind.SAME_FAULT_AS, by=desk, at=at)
        found[whose] = {
            "unlinking": (case, tie.pk),
            "unfollowing": (case, follower.pk),
            "time_withdrawal": (case, steps.spend(case, by=worked, at=at).pk),
            "split": (case, case.messages.earliest("pk").pk),
            "answer": (offered, offered.quotations.get().pk),
            "withdrawal": (offered, offered.quotations.get().pk),
        }
        world.things["cases:quotations", whose] = {"number": wanted.number}
    world.things["cases:quotations", "absent"] = {"number": ABSENT}
    for page in found["ours"]:
        for whose, things in found.items():
            case, pk = things[page]
            world.things[f"cases:{page}", whose] = {"number": case.number, "pk": pk}
        case, _pk = found["ours"][page]
        crossed = {"number": case.number, "pk": found["theirs"][page][1]}
        world.things[f"cases:{page}", "crossed"] = crossed
        world.things[f"cases:{page}", "absent"] = {"number": ABSENT, "pk": ABSENT}
    spare = factories.registered_case(ours, by=world.people["own"], at=at, level=2)
    module = ours.modules.earliest("pk")
    world.posts |= _posts_of_a_life(spare, colleague, module.pk)


def _add_customers(world: World, *, ours: Customer, theirs: Customer, at: datetime) -> None:
    """What the desk does for a customer: registers for a caller, records training, lifts blocks."""
    desk, caller, today = world.people["specialist"], world.people["own"], at.date()
    pages = ("customer", "new_for", "certificates", "certificate_withdrawal", "lifts")
    customers = {"ours": ours.pk, "theirs": theirs.pk, "absent": ABSENT}
    for page in pages:
        for whose, pk in customers.items():
            world.things[f"cases:{page}", whose] = {"pk": pk}
    lifts = {
        whose: accounts.lift_block(customer, until=today, reason="Sovittu.", by=desk, at=at).pk
        for whose, customer in (("ours", ours), ("theirs", theirs))
    }
    for whose, pk in lifts.items():
        world.things["cases:lift_ending", whose] = {"pk": customers[whose], "lift": pk}
    world.things["cases:lift_ending", "crossed"] = {"pk": ours.pk, "lift": lifts["theirs"]}
    world.things["cases:lift_ending", "absent"] = {"pk": ABSENT, "lift": ABSENT}
    module = factories.licensed(ours, product__kind=ProductKind.CLOUD)
    certificate = accounts.record_certificate(
        caller,
        module=module,
        achieved_on=today - timedelta(days=1),
        source=CertificateSource.STAFF,
        by=desk,
        at=at,
    )
    world.posts |= {
        "cases:new_for": lambda: {**world.posts["cases:new"](), "caller": caller.pk},
        "cases:certificates": lambda: {
            "person": caller.pk,
            "module": module.pk,
            "achieved_on": today.isoformat(),
        },
        "cases:certificate_withdrawal": lambda: {"certificate": certificate.pk},
        "cases:lifts": lambda: {"until": today.isoformat(), "reason": "Sovittu."},
    }


def _work_order(customer: Customer, stage: Stage, *, by: User, desk: User, at: datetime) -> Case:
    module = customer.modules.earliest("pk")
    order = factories.registered_case(
        customer,
        by=by,
        at=at,
        module=module,
        case_type=CaseType.WORK_ORDER,
        subject="Tilattu raportti",
        description="Tarvitsemme raportin.",
    )
    return steps.brought_to(order, stage, by=desk, at=at)


def _posts_of_a_life(
    spare: Case, colleague: User, module: int
) -> dict[str, Callable[[], dict[str, Any]]]:
    """`spare` is another open case of ours; `colleague` a SuperUser of ours."""
    letter = {"body": "Korjattu.", "newest_seen": 2**31}
    return {
        "cases:questions": lambda: {**letter, "question": "Mikä versio?", "key": uuid.uuid4()},
        "cases:solution": lambda: {**letter, "key": uuid.uuid4()},
        "cases:way_round": lambda: {**letter, "key": uuid.uuid4()},
        "cases:reopening": lambda: {**letter, "key": uuid.uuid4()},
        "cases:closing": lambda: {"outcome": "solved", "reason": "Sovittu puhelimessa."},
        "cases:rating": lambda: {"score": 5},
        "cases:merging": lambda: {"into": spare.reference},
        "cases:links": lambda: {"kind": "same_fault_as", "other": spare.reference},
        "cases:followers": lambda: {"person": colleague.pk},
        "cases:quotations": lambda: {"text": "Raportti", "price": "375", "ready_on": "2027-12-01"},
        "cases:answer": lambda: {"verdict": "approved"},
        "cases:withdrawal": lambda: {"verdict": "taken_back", "reason": "Hinta muuttui."},
        "cases:split": lambda: {
            "subject": "Toinen asia",
            "case_type": "wish",
            "module": Case.objects.earliest("pk").module_id,
            "key": uuid.uuid4(),
        },
        "cases:type": lambda: {
            "to": "support_request",
            "seen": "programming_error",
            "module": module,
            "reason": "Tämä on ohje.",
        },
    }


def _case_under_way(customer: Customer, *, by: User, desk: User, at: datetime) -> Case:
    """Taken up by somebody of the desk and with the product department, so all may be tried."""
    case = factories.registered_case(customer, by=by, at=at, level=2, files=[picture("kuva.png")])
    return steps.brought_to(case, Stage.PLANNING, by=desk, at=at)


def _add_drafts(world: World, *, ours: Customer, theirs: Customer, at: datetime) -> None:
    """A half-written case with a picture in each company."""
    made = {}
    for whose, customer, person in [("ours", ours, "own"), ("theirs", theirs, "stranger")]:
        draft = services.keep_draft(
            uuid.uuid4(),
            customer=customer,
            fields={"subject": "Kesken"},
            by=world.people[person],
            at=at,
        )
        made[whose] = services.add_draft_file(draft, picture("luonnos.png"))
        key = {"key": draft.pk}
        for page in ("draft", "discarding", "draft_files"):
            world.things[f"cases:{page}", whose] = key
            world.things[f"cases:{page}", "absent"] = {"key": uuid.UUID(int=1)}
        world.things["cases:draft_file", whose] = {**key, "pk": made[whose].pk}
    own, foreign = made["ours"], made["theirs"]
    world.things["cases:draft_file", "crossed"] = {"key": own.draft_id, "pk": foreign.pk}
    world.things["cases:draft_file", "absent"] = {"key": own.draft_id, "pk": ABSENT}


def _add_notices(world: World, *, at: datetime) -> None:
    """One of each company, and one about a case that its reader may not see any more."""
    mine = Notice.objects.filter(recipient=world.people["own"]).earliest("pk")
    other = Notice.objects.filter(recipient=world.people["stranger"]).earliest("pk")
    former = Notice.objects.create(
        recipient=world.people["ended"],
        kind=mine.kind,
        context=mine.context,
        key="former",
        created_at=at,
    )
    for whose, pk in [
        ("ours", mine.pk),
        ("theirs", other.pk),
        ("former", former.pk),
        ("absent", ABSENT),
    ]:
        world.things["notices:reading", whose] = {"pk": pk}


def _add_rest(world: World, *, at: datetime) -> None:
    given = feedback.give(
        text="Hyvin toimii.",
        page="/",
        language="fi",
        key=uuid.uuid4(),
        by=world.people["own"],
        at=at,
    )
    world.things["feedback:seen", "ours"] = {"pk": given.pk}
    world.things["feedback:seen", "absent"] = {"pk": ABSENT}
    world.things["information:page", "ours"] = {"slug": "privacy"}
    world.things["information:page", "absent"] = {"slug": "privaty"}
    # A link dies when its person logs in, so it belongs to somebody who does not.
    forgetful = factories.UserFactory(email="unohtava@kivimaki.example")
    who = user_pk_to_url_str(forgetful)
    good = default_token_generator.make_token(forgetful)
    bad = good[:-1] + ("a" if good[-1] != "a" else "b")
    reset = "account_reset_password_from_key"
    world.things[reset, "ours"] = {"uidb36": who, "key": good}
    world.things[reset, "forged"] = {"uidb36": who, "key": bad}
    world.things[reset, "absent"] = {"uidb36": "z" * len(who), "key": bad}
    world.things["admin:app_list", "ours"] = {"app_label": "accounts"}
    people = ContentType.objects.get_for_model(User)
    world.things["admin:view_on_site", "ours"] = {
        "content_type_id": people.pk,
        "object_id": forgetful.pk,
    }


def _add_posts(world: World, *, ours: Customer, day: date) -> None:
    """What a browser would send from each form, so that every POST is a serious try."""
    module = ours.modules.get()
    words = {"password1": "viides-vihrea-kuusi", "password2": "viides-vihrea-kuusi"}
    newest = Notice.objects.latest("pk").pk
    world.posts = {
        "cases:new": lambda: {
            "case_type": "programming_error",
            "module": module.pk,
            "subject": "Raportti jää tyhjäksi",
            "description": "Raportti ei näytä rivejä.",
            "level": 3,
            "key": uuid.uuid4(),
        },
        "cases:draft": lambda: {"subject": "Kesken", "then": "later"},
        "cases:draft_files": lambda: {"subject": "Kesken", "files": picture("lisa.png")},
        "cases:messages": lambda: {
            "body": "Katsotaan.",
            "newest_seen": 2**31,
            "key": uuid.uuid4(),
        },
        "cases:notes": lambda: {"body": "Muistiin.", "key": uuid.uuid4()},
        "cases:time": lambda: {"minutes": "1:30", "day": day, "key": uuid.uuid4()},
        "cases:handling": lambda: {"seen_owner": Case.objects.first().owner_id},
        "cases:level": lambda: {"level": 3, "seen": 2, "reason": "Kiertotie löytyi."},
        "cases:stage": lambda: {
            "to": Stage.EXECUTION,
            "seen": Stage.PLANNING,
            "ready_on": "2027-12-01",
        },
        "accounts:language": lambda: {"language": "sv", "next": "/"},
        "accounts:theme": lambda: {"theme": "dark", "next": "/"},
        "account_login": lambda: {
            "login": "paivi@kivimaki.example",
            "password": factories.PASSWORD,
        },
        "account_reauthenticate": lambda: {"password": factories.PASSWORD},
        "account_change_password": lambda: {"oldpassword": factories.PASSWORD, **words},
        "account_reset_password": lambda: {"email": "paivi@kivimaki.example"},
        "account_reset_password_from_key": lambda: words,
        "notices:all_read": lambda: {"upto": newest},
        "feedback:give": lambda: {"text": "Kiitos!", "page": "/", "key": uuid.uuid4()},
        "admin:login": lambda: {
            "username": "aino@softone.example",
            "password": factories.PASSWORD,
        },
    }


def picture(name: str) -> SimpleUploadedFile:
    """The smallest PNG there is."""
    return SimpleUploadedFile(
        name,
        bytes.fromhex(
            "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c02"
            "0000000b4944415478da6364f80f00010501012718e3660000000049454e44ae426082"
        ),
        content_type="image/png",
    )
