"""Who may not see a case any more hears of it no more, not even what was already on its way."""

from datetime import date

from accounts.models import SuperUser, User
from accounts.notices import notifications as letters
from accounts.notices.models import OutboxMail
from accounts.notices.selectors import notice_page
from cases import services
from tests.cases.notifications.conftest import ELEVEN, TEN, hearers
from tests.cases.steps import forget, note, reply


def shown(person: User) -> int:
    return len(notice_page(User.objects.get(pk=person.pk)).shown)


def posted(person: User) -> list[str]:
    """The subjects of the mail that may still leave."""
    found = []
    for mail in OutboxMail.objects.filter(recipient=person).select_related("recipient"):
        try:
            found.append(letters.compose(mail).subject)
        except letters.NotForThem:
            continue
    return found


def test_a_follower_who_has_left_the_company_hears_nothing(
    taken, paivi, mikko, jouni, everybody
) -> None:
    services.follow(taken, person=jouni, by=paivi, at=TEN)
    SuperUser.objects.filter(user=jouni).update(ended_on=date(2026, 2, 2))
    forget()

    reply(taken, by=mikko, at=ELEVEN)

    assert hearers(everybody) == {"paivi": ["case.replied"]}


def test_who_has_left_the_company_is_neither_shown_nor_mailed_it(case, paivi) -> None:
    assert (shown(paivi), len(posted(paivi))) == (1, 1)

    SuperUser.objects.filter(user=paivi).update(ended_on=date(2026, 2, 2))

    assert (shown(paivi), posted(paivi)) == (0, [])


def test_who_left_the_desk_is_neither_shown_nor_mailed_it(taken, mikko, outi) -> None:
    note(taken, by=outi, at=ELEVEN)
    assert (shown(mikko), len(posted(mikko))) == (1, 1)

    User.objects.filter(pk=mikko.pk).update(role="consultant")

    assert (shown(mikko), posted(mikko)) == (0, [])
