"""The column that files of every kind have."""

from django.utils.translation import gettext_lazy as _

from accounts.imports import values
from accounts.imports.columns import Column
from accounts.models import Customer

BUSINESS_ID = Column(
    "business_id",
    _("business ID"),
    (
        *("Y-tunnus", "FO-nummer", "business ID"),
        *("company ID", "yritystunnus", "liiketunnus", "organisationsnummer", "org.nr"),
    ),
    values.business_id(Customer, "business_id"),
)
