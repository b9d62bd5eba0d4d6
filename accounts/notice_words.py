"""What notices of training say (face: the reader's matter first, then what happens)."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import moment
from accounts.choices import CaseType
from accounts.models import Certificate, User
from accounts.notices.kinds import Context, Kind, Loaded, Words
from accounts.services.warning import ENDS
from accounts.timewords import date_words, local

TODAY = "today"


def _load(user: User, contexts: Sequence[Context]) -> Loaded:
    """The person's own certificates of these notices that still count, and the reader's day."""
    own = Certificate.objects.filter(user=user, withdrawn_at__isnull=True)
    found = own.select_related("module").in_bulk([each["certificate"] for each in contexts])
    return {**found, TODAY: local(moment.now()).date()}


def _may_still_see(user: User, context: Context, loaded: Loaded) -> bool:
    return context["certificate"] in loaded


def _ends(user: User, context: Context, loaded: Loaded) -> Words:
    certificate, today = loaded[context["certificate"]], loaded[TODAY]
    ends = certificate.expires_on
    facts = {"module": certificate.module.name, "day": ends and date_words(ends, today=today)}
    subject = (
        _("%(module)s: your certificate ended on %(day)s.")
        if ends and ends < today
        else _("%(module)s: your certificate ends on %(day)s.")
    )
    return Words(
        subject=subject % facts,
        sentences=[
            _("Book a refresher. Without a certificate you cannot ask us about this module."),
        ],
        action_label=_("Order a refresher"),
        # Training is ordered as work.
        path=f"{reverse('cases:new')}?type={CaseType.WORK_ORDER.value}",
        icon="graduation-cap",
    )


KINDS = [Kind(name=ENDS, may_still_see=_may_still_see, words=_ends, load=_load)]
