"""A number of somebody else's in any field that takes one, and fields nobody asked for (A3, A5)."""

import uuid
from collections.abc import Iterator

import pytest
from django import forms

import cases.forms  # noqa: F401 the forms must be there to be found
import knowledgebase.forms  # noqa: F401
from accounts.feedback.models import Feedback
from accounts.models import Customer, Module, User
from accounts.notices.models import Notice
from cases.models import Case, CaseLink, Message, TimeEntry
from tests import factories
from tests.access import digest
from tests.access.world import World, build

pytestmark = pytest.mark.django_db

# Every field of our forms that takes the number or the key of a row, and the test that tries it.
TRIED = {
    "RegistrationForm.module": "test_a_module_that_is_not_ours_is_no_choice",
    "RegistrationForm.followers": "test_only_colleagues_are_chosen_to_follow",
    "RegistrationForm.key": "test_the_key_of_somebody_elses_form_makes_a_case_of_ones_own",
    "CallerForm.caller": "test_only_those_who_speak_for_the_customer_call",
    "CallerForm.module": "test_a_caller_asks_about_the_customers_own_modules",
    "CallerForm.followers": "test_only_those_who_speak_for_the_customer_call",
    "CallerForm.key": "a RegistrationForm: what was sent before is looked for by customer and writer",
    "CertificateForm.person": "test_training_is_recorded_of_the_customers_people_and_modules",
    "CertificateForm.module": "test_training_is_recorded_of_the_customers_people_and_modules",
    "WithdrawForm.certificate": "test_certificates_of_others_are_not_withdrawn_here",
    "MessageForm.newest_seen": "test_a_message_of_another_case_counts_as_nothing_seen",
    "MessageForm.key": "test_the_key_of_somebody_elses_message_makes_one_of_ones_own",
    "QuestionForm.newest_seen": "a MessageForm: the service compares the same way",
    "QuestionForm.key": "a MessageForm: what was sent before is looked for in the case itself",
    "QuotationForm.price": "an amount, no number of a row",
    "FollowerForm.person": "test_only_colleagues_are_added_as_followers",
    "SplitForm.module": "test_a_part_is_split_off_under_the_customers_own_modules",
    "SplitForm.key": "test_a_part_is_split_off_under_the_customers_own_modules",
    "TimeForm.key": "test_the_key_of_somebody_elses_time_makes_an_entry_of_ones_own",
    "TakeUpForm.seen_owner": "test_a_case_is_taken_over_only_from_whom_one_saw",
    "LevelForm.seen": "test_a_level_that_does_not_exist_is_no_choice",
    "OlderForm.before": "test_the_list_of_notices_pages_through_ones_own_only",
    "SeenForm.upto": "test_reading_all_leaves_the_notices_of_others_alone",
    "ListFilter.before": "feedback:list is for the desk, which sees every row",
    "SuccessorForm.to": "test_only_colleagues_take_over_and_stand_in",
    "AbsenceForm.deputy": "test_only_colleagues_take_over_and_stand_in",
    "ArticleForm.module": "every writer sees every module: tests/knowledgebase/desk/test_foreign.py",
    "ArticleForm.topic": "tests/knowledgebase/desk/test_foreign.py",
    "ArticleForm.owner": "tests/knowledgebase/desk/test_foreign.py",
    "ArticleForm.customers": "tests/knowledgebase/desk/test_foreign.py",
    "ArticleForm.related": "tests/knowledgebase/desk/test_foreign.py",
    "ArticleForm.version": "tests/knowledgebase/desk/test_foreign.py",
    "ArticleForm.number": "tests/knowledgebase/desk/test_foreign.py",
    "FeedbackForm.key": "test_the_key_of_somebody_elses_feedback_leaves_it_alone",
}
# A choice without an end: a number, a key, or a row.
OPEN_FIELDS = (forms.ModelChoiceField, forms.IntegerField, forms.UUIDField)
HUGE = [0, -1, 2**31, 2**63 - 1, 2**63, 10**30, "1 OR 1=1", "ä", "1.0", "null", ""]


@pytest.fixture
def world(monday) -> World:
    return build(monday)


def _forms(base: type[forms.BaseForm] = forms.Form) -> Iterator[type[forms.BaseForm]]:
    for form in base.__subclasses__():
        if form.__module__.startswith(("accounts.", "cases.", "knowledgebase.", "sla.")):
            yield form
        yield from _forms(form)


def test_every_field_that_takes_a_number_is_tried() -> None:
    found = {
        f"{form.__name__}.{name}"
        for form in _forms()
        if ".admin" not in form.__module__
        for name, field in form.base_fields.items()
        if isinstance(field, OPEN_FIELDS) or name == "key"
    }

    assert found == set(TRIED)


# --- People -------------------------------------------------------------------------------------


def test_only_colleagues_take_over_and_stand_in(world: World) -> None:
    browser, days = world.browser("own"), {"first_day": "2027-07-01", "last_day": "2027-07-31"}
    seat = world.people["own"].memberships.get().pk
    strangers = [world.people[who].pk for who in ("own", "stranger", "ended", "specialist")]
    before = digest.of_every_table()

    for person in [*strangers, *HUGE]:
        form = {"way": "colleague", "colleague-to": person}
        handed = browser.post(f"/company/superusers/{seat}/handover/", form)
        away = browser.post("/own/absence/", {**days, "deputy": person})
        assert (person, handed.status_code, away.status_code) == (person, 422, 422)
    assert digest.changed(before) == []


# --- Registering --------------------------------------------------------------------------------


def test_a_module_that_is_not_ours_is_no_choice(world: World) -> None:
    foreign = Module.objects.get(customers__name="Kuljetus Heinonen Oy")
    unlicensed = factories.ModuleFactory()
    browser, before = world.browser("own"), digest.of_every_table()

    for module in [foreign.pk, unlicensed.pk, *HUGE]:
        form = {**world.post("cases:new"), "module": module}
        assert (module, browser.post("/cases/new/", form).status_code) == (module, 422)
    assert digest.changed(before) == []


def test_only_colleagues_are_chosen_to_follow(world: World) -> None:
    others = [world.people[actor].pk for actor in ("own", "stranger", "ended", "specialist")]
    browser, before = world.browser("own"), digest.of_every_table()

    for person in [*others, *filter(None, HUGE)]:
        form = {**world.post("cases:new"), "followers": [person]}
        assert (person, browser.post("/cases/new/", form).status_code) == (person, 422)
    assert digest.changed(before) == []


def test_a_case_of_others_is_not_gone_on_from(world: World) -> None:
    foreign = world.things["cases:case", "theirs"]["number"]
    before = CaseLink.objects.count()

    form = {**world.post("cases:new"), "follows": f"SO-{foreign}"}
    answer = world.browser("own").post("/cases/new/", form)

    assert answer.status_code == 302
    assert CaseLink.objects.count() == before


def test_no_module_of_others_is_offered(world: World) -> None:
    page = world.browser("own").get("/cases/new/").content.decode()

    foreign = Module.objects.get(customers__name="Kuljetus Heinonen Oy")
    assert foreign.name not in page
    assert foreign.product.name not in page


def test_a_level_that_does_not_exist_is_no_choice(world: World) -> None:
    own, desk = world.browser("own"), world.browser("specialist")
    level = world.address("cases:level", "ours")
    before = digest.of_every_table()

    for number in HUGE:
        form = {**world.post("cases:new"), "level": number}
        assert (number, own.post("/cases/new/", form).status_code) == (number, 422)
        answer = desk.post(level, {"level": number, "seen": 2, "reason": "Kiertotie."})
        assert (number, answer.status_code) == (number, 422)
        answer = desk.post(level, {"level": 3, "seen": number, "reason": "Kiertotie."})
        assert (number, answer.status_code in {409, 422}) == (number, True)
        assert own.get("/cases/new/", {"level": number}).status_code == 200
    assert digest.changed(before) == []


def test_the_key_of_somebody_elses_form_makes_a_case_of_ones_own(world: World) -> None:
    key = world.post("cases:new")["key"]
    theirs = Module.objects.get(customers__name="Kuljetus Heinonen Oy").pk
    form = {**world.post("cases:new"), "key": key}
    world.browser("stranger").post("/cases/new/", {**form, "module": theirs, "subject": "Muu"})
    foreign = Case.objects.get(subject="Muu")
    before = Case.objects.filter(pk=foreign.pk).values().get()

    answer = world.browser("own").post("/cases/new/", form)

    assert answer.status_code == 302
    assert answer["Location"] != foreign.get_absolute_url()
    assert Case.objects.filter(pk=foreign.pk).values().get() == before
    assert Case.objects.filter(subject=form["subject"]).count() == 1


def test_fields_nobody_asked_for_change_nothing(world: World) -> None:
    other = Customer.objects.get(name="Kuljetus Heinonen Oy")
    form = world.post("cases:new")
    unasked = {
        "customer": other.pk,
        "customer_id": other.pk,
        "registered_by": world.people["stranger"].pk,
        "owner": world.people["specialist"].pk,
        "team": 1,
        "stage": "handled",
        "number": 7,
        "case_type": "wish",
        "channel": "phone",
        "version": 99,
        "received_at": "2020-01-01",
        "handled_at": "2020-01-01",
        "next_due_at": "2050-01-01",
        "proposed_level": 1,
    }
    world.browser("own").post("/cases/new/", {**unasked, **form})

    case = Case.objects.get(subject=form["subject"])
    assert case.customer.name == "Rakennusliike Kivimäki Oy"
    assert case.registered_by == world.people["own"]
    assert (case.owner, case.handled_at, case.version) == (None, None, 1)
    assert (case.stage, case.case_type, case.channel) == ("new", "programming_error", "portal")
    assert (case.proposed_level_id, case.level_id) == (3, 3)
    assert case.number > 100_000
    assert case.next_due_at.year == 2026


def test_nobody_makes_oneself_more_than_one_is(world: World) -> None:
    browser, own = world.browser("own"), world.people["own"]
    more = {"role": "administrator", "is_staff": "on", "is_superuser": "on", "email": "x@y.example"}
    before = (
        User.objects.filter(pk=own.pk).values("role", "is_staff", "is_superuser", "email").get()
    )

    browser.post("/language/", {"language": "sv", **more})
    browser.post("/theme/", {"theme": "dark", **more})
    browser.post("/account/password/", {**world.post("account_change_password"), **more})

    after = User.objects.filter(pk=own.pk).values("role", "is_staff", "is_superuser", "email").get()
    assert after == before


# --- Messages -----------------------------------------------------------------------------------


def test_a_message_of_another_case_counts_as_nothing_seen(world: World) -> None:
    desk, own = world.browser("specialist"), world.browser("own")
    address = world.address("cases:messages", "ours")
    seen = Message.objects.filter(case__number=world.things["cases:case", "ours"]["number"])
    newest = seen.exclude(kind="note").latest("pk").pk
    desk.post(address, {**world.post("cases:messages"), "newest_seen": newest})

    theirs = Message.objects.filter(case__customer__name="Kuljetus Heinonen Oy", kind="customer")
    foreign = theirs.earliest("pk")
    form = {**world.post("cases:messages"), "newest_seen": min(foreign.pk, newest)}
    assert own.post(address, form).status_code == 409
    for number in HUGE:
        answer = own.post(address, {**world.post("cases:messages"), "newest_seen": number})
        assert (number, answer.status_code < 500) == (number, True)


def test_the_key_of_somebody_elses_message_makes_one_of_ones_own(world: World) -> None:
    ours, theirs = (world.address("cases:messages", whose) for whose in ("ours", "theirs"))
    form = world.post("cases:messages")
    world.browser("stranger").post(theirs, form)
    foreign = Message.objects.get(body=form["body"])

    answer = world.browser("own").post(ours, {**form, "body": "Oma viesti."})

    assert answer.status_code == 302
    assert Message.objects.get(body="Oma viesti.").case != foreign.case
    assert Message.objects.filter(body=foreign.body, case=foreign.case).count() == 1


def test_a_customer_writes_no_note_whatever_the_form_says(world: World) -> None:
    browser, address = world.browser("own"), world.address("cases:messages", "ours")
    before = digest.of_every_table()
    note = browser.post(world.address("cases:notes", "ours"), world.post("cases:notes"))
    assert (note.status_code, digest.changed(before)) == (403, [])

    form = {**world.post("cases:messages"), "kind": "note", "author": 1, "channel": "phone"}
    browser.post(address, form)

    message = Message.objects.get(body=form["body"])
    assert (message.kind, message.author) == ("customer", world.people["own"])
    assert message.channel == "portal"


def test_the_key_of_somebody_elses_time_makes_an_entry_of_ones_own(world: World) -> None:
    ours, theirs = (world.address("cases:time", whose) for whose in ("ours", "theirs"))
    form, before = world.post("cases:time"), TimeEntry.objects.count()

    for actor, address in [("specialist", ours), ("specialist", theirs), ("manager", ours)]:
        assert world.browser(actor).post(address, form).status_code == 302
    assert TimeEntry.objects.count() == before + 3

    for key in HUGE:
        answer = world.browser("specialist").post(ours, {**form, "key": key})
        assert (key, answer.status_code) == (key, 422)
    assert TimeEntry.objects.count() == before + 3


@pytest.mark.parametrize("seen", [*HUGE, "stranger"])
def test_a_case_is_taken_over_only_from_whom_one_saw(world: World, seen: object) -> None:
    browser, before = world.browser("specialist"), digest.of_every_table()
    seen = world.people["stranger"].pk if seen == "stranger" else seen
    answer = browser.post(world.address("cases:handling", "ours"), {"seen_owner": seen})

    assert answer.status_code in {409, 422}
    assert digest.changed(before) == []


@pytest.mark.parametrize(
    ("to", "seen", "status"),
    [
        ("handled", "planning", 409),
        ("new", "planning", 409),
        ("execution", "new", 409),
        ("closed", "planning", 422),
        ("", "planning", 422),
    ],
)
def test_a_stage_that_does_not_follow_is_refused(
    world: World, to: str, seen: str, status: int
) -> None:
    browser, before = world.browser("specialist"), digest.of_every_table()
    answer = browser.post(world.address("cases:stage", "ours"), {"to": to, "seen": seen})

    assert answer.status_code == status
    assert digest.changed(before) == []


def test_only_colleagues_are_added_as_followers(world: World) -> None:
    browser, before = world.browser("own"), digest.of_every_table()
    others = [world.people[actor].pk for actor in ("stranger", "ended", "specialist")]

    for person in [*others, *HUGE]:
        answer = browser.post(world.address("cases:followers", "ours"), {"person": person})
        assert (person, answer.status_code) == (person, 422)
    assert digest.changed(before) == []


def test_a_part_is_split_off_under_the_customers_own_modules(world: World) -> None:
    browser, before = world.browser("specialist"), digest.of_every_table()
    foreign = Module.objects.get(customers__name="Kuljetus Heinonen Oy").pk
    address = world.address("cases:split", "ours")

    for wrong in [{"module": foreign}, *({"module": pk} for pk in HUGE), {"key": "abc"}]:
        answer = browser.post(address, {**world.post("cases:split"), **wrong})
        assert (wrong, answer.status_code) == (wrong, 422)
    assert digest.changed(before) == []


# --- The desk's page of a customer --------------------------------------------------------------


def test_only_those_who_speak_for_the_customer_call(world: World) -> None:
    others = [world.people[actor].pk for actor in ("stranger", "ended", "specialist")]
    browser, before = world.browser("specialist"), digest.of_every_table()
    address = world.address("cases:new_for", "ours")

    for person in [*others, *filter(None, HUGE)]:
        for field in ("caller", "followers"):
            form = {**world.post("cases:new_for"), field: person}
            assert (field, person, browser.post(address, form).status_code) == (field, person, 422)
    assert digest.changed(before) == []


def test_a_caller_asks_about_the_customers_own_modules(world: World) -> None:
    foreign = Module.objects.get(customers__name="Kuljetus Heinonen Oy").pk
    browser, before = world.browser("specialist"), digest.of_every_table()
    address = world.address("cases:new_for", "ours")

    for module in [foreign, *HUGE]:
        form = {**world.post("cases:new_for"), "module": module, "exception": "Sovittu."}
        assert (module, browser.post(address, form).status_code) == (module, 422)
        asked = {"caller": world.people["stranger"].pk, "module": module, "type": "wish"}
        assert browser.get(address, asked).status_code == 200
    assert digest.changed(before) == []


def test_training_is_recorded_of_the_customers_people_and_modules(world: World) -> None:
    foreign = Module.objects.get(customers__name="Kuljetus Heinonen Oy").pk
    ungated = Case.objects.earliest("pk").module_id
    others = [world.people[actor].pk for actor in ("stranger", "ended", "specialist")]
    browser, before = world.browser("specialist"), digest.of_every_table()
    address = world.address("cases:certificates", "ours")

    tries = [{"person": pk} for pk in [*others, *HUGE]]
    tries += [{"module": pk} for pk in [foreign, ungated, *HUGE]]
    for wrong in tries:
        answer = browser.post(address, {**world.post("cases:certificates"), **wrong})
        assert (wrong, answer.status_code) == (wrong, 422)
    assert digest.changed(before) == []


def test_certificates_of_others_are_not_withdrawn_here(world: World) -> None:
    browser, before = world.browser("specialist"), digest.of_every_table()
    own = world.post("cases:certificate_withdrawal")["certificate"]

    address = world.address("cases:certificate_withdrawal", "theirs")
    assert browser.post(address, {"certificate": own}).status_code == 422
    address = world.address("cases:certificate_withdrawal", "ours")
    for pk in HUGE:
        assert (pk, browser.post(address, {"certificate": pk}).status_code) == (pk, 422)
    assert digest.changed(before) == []


@pytest.mark.parametrize("after", ["0", "-1", "9223372036854775807", "1" * 30, "ä", "null"])
def test_the_list_of_customers_begins_anywhere(world: World, after: str) -> None:
    assert world.browser("specialist").get("/customers/", {"after": after}).status_code == 200


# --- Notices and feedback -----------------------------------------------------------------------


def test_reading_all_leaves_the_notices_of_others_alone(world: World) -> None:
    own = world.people["own"]
    others = Notice.objects.exclude(recipient=own).order_by("pk")
    before = list(others.values())

    for number in [Notice.objects.latest("pk").pk, *HUGE]:
        world.browser("own").post("/notices/reading/", {"upto": number})

    assert list(others.values()) == before
    assert not Notice.objects.filter(recipient=own, read_at=None).exists()


def test_the_list_of_notices_pages_through_ones_own_only(world: World) -> None:
    browser = world.browser("own")
    reference = Case.objects.filter(customer__name="Kuljetus Heinonen Oy").earliest("pk").reference
    newest = Notice.objects.latest("pk").pk

    for before in [newest + 1, *HUGE]:
        answer = browser.get("/notices/", {"before": before})
        assert (before, answer.status_code in {200, 404}) == (before, True)
        assert reference not in answer.content.decode()


def test_the_key_of_somebody_elses_feedback_leaves_it_alone(world: World) -> None:
    key = uuid.uuid4()
    world.browser("stranger").post("/feedback/", {"text": "Minun.", "page": "/", "key": key})
    world.browser("own").post("/feedback/", {"text": "Minun.", "page": "/", "key": key})
    world.browser("anonymous").post("/feedback/", {"text": "Toinen.", "page": "/", "key": key})

    given = Feedback.objects.exclude(text="Hyvin toimii.").order_by("pk")
    assert [(row.text, row.from_user) for row in given] == [
        ("Minun.", world.people["stranger"]),
        ("Minun.", world.people["own"]),
        ("Toinen.", None),
    ]


# --- The desk's filters -------------------------------------------------------------------------


@pytest.mark.parametrize("field", ["level", "module", "owner", "team", "view", "after"])
def test_the_address_of_the_queue_takes_anything(world: World, field: str) -> None:
    desk, consultant = world.browser("specialist"), world.browser("consultant")
    reference = Case.objects.filter(customer__name="Kuljetus Heinonen Oy").earliest("pk").reference

    for value in [world.people["specialist"].pk, 2**63, -1, "ä", "1 OR 1=1"]:
        assert desk.get("/queue/", {field: value}).status_code == 200
        page = consultant.get("/queue/", {field: value, "team": "all"})
        assert reference not in page.content.decode()
