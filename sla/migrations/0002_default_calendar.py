"""Finland's calendar and the five service levels (B5, B6).

The dates are written out, so no upgrade of a package can ever move a deadline. They were taken
from the `holidays` package (categories public, 2025–2032, with 2033-01-01 for the eve before it);
a test compares the rows with the installed package and with the contract in numbers.
"""

from datetime import date, time

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

HOLIDAY, CLOSED = "public_holiday", "closed_day"
KNOWN_FROM, KNOWN_UNTIL = date(2025, 1, 1), date(2032, 12, 31)
YEARS = range(KNOWN_FROM.year, KNOWN_UNTIL.year + 1)


def _yearly(month: int, day: int) -> list[date]:
    return [date(year, month, day) for year in YEARS]


def _dates(*days: str) -> list[date]:
    return [date.fromisoformat(day) for day in days]


# (kind, dates, names in fi, sv, en, names of the eve in fi, sv, en)
SPECIAL_DAYS = [
    (
        HOLIDAY,
        [*_yearly(1, 1), date(2033, 1, 1)],
        ("Uudenvuodenpäivä", "Nyårsdagen", "New Year's Day"),
        ("Uudenvuodenaatto", "Nyårsafton", "New Year's Eve"),
    ),
    (
        HOLIDAY,
        _yearly(1, 6),
        ("Loppiainen", "Trettondagen", "Epiphany"),
        ("Loppiaisaatto", "Trettondagsafton", "Epiphany Eve"),
    ),
    (
        HOLIDAY,
        _dates(
            "2025-04-18", "2026-04-03", "2027-03-26", "2028-04-14",
            "2029-03-30", "2030-04-19", "2031-04-11", "2032-03-26",
        ),
        ("Pitkäperjantai", "Långfredagen", "Good Friday"),
        ("Kiirastorstai", "Skärtorsdagen", "Maundy Thursday"),
    ),
    (
        HOLIDAY,
        _dates(
            "2025-04-20", "2026-04-05", "2027-03-28", "2028-04-16",
            "2029-04-01", "2030-04-21", "2031-04-13", "2032-03-28",
        ),
        ("Pääsiäispäivä", "Påskdagen", "Easter Sunday"),
        ("Lankalauantai", "Påskafton", "Holy Saturday"),
    ),
    (
        HOLIDAY,
        _dates(
            "2025-04-21", "2026-04-06", "2027-03-29", "2028-04-17",
            "2029-04-02", "2030-04-22", "2031-04-14", "2032-03-29",
        ),
        ("2. pääsiäispäivä", "Annandag påsk", "Easter Monday"),
        ("", "", ""),
    ),
    (
        HOLIDAY,
        _yearly(5, 1),
        ("Vappu", "Första maj", "May Day"),
        ("Vapunaatto", "Valborgsmässoafton", "May Day Eve"),
    ),
    (
        HOLIDAY,
        _dates(
            "2025-05-29", "2026-05-14", "2027-05-06", "2028-05-25",
            "2029-05-10", "2030-05-30", "2031-05-22", "2032-05-06",
        ),
        ("Helatorstai", "Kristi himmelsfärdsdag", "Ascension Day"),
        ("Helatorstain aatto", "Dagen före Kristi himmelsfärdsdag", "Day before Ascension Day"),
    ),
    (
        HOLIDAY,
        _dates(
            "2025-06-08", "2026-05-24", "2027-05-16", "2028-06-04",
            "2029-05-20", "2030-06-09", "2031-06-01", "2032-05-16",
        ),
        ("Helluntaipäivä", "Pingstdagen", "Whit Sunday"),
        ("Helluntaiaatto", "Pingstafton", "Whitsun Eve"),
    ),
    (
        CLOSED,
        _dates(
            "2025-06-20", "2026-06-19", "2027-06-25", "2028-06-23",
            "2029-06-22", "2030-06-21", "2031-06-20", "2032-06-25",
        ),
        ("Juhannusaatto", "Midsommarafton", "Midsummer Eve"),
        ("", "", ""),
    ),
    (
        HOLIDAY,
        _dates(
            "2025-06-21", "2026-06-20", "2027-06-26", "2028-06-24",
            "2029-06-23", "2030-06-22", "2031-06-21", "2032-06-26",
        ),
        ("Juhannuspäivä", "Midsommardagen", "Midsummer Day"),
        ("Juhannusaatto", "Midsommarafton", "Midsummer Eve"),
    ),
    (
        HOLIDAY,
        _dates(
            "2025-11-01", "2026-10-31", "2027-11-06", "2028-11-04",
            "2029-11-03", "2030-11-02", "2031-11-01", "2032-11-06",
        ),
        ("Pyhäinpäivä", "Alla helgons dag", "All Saints' Day"),
        ("Pyhäinpäivän aatto", "Allhelgonaafton", "All Saints' Eve"),
    ),
    (
        HOLIDAY,
        _yearly(12, 6),
        ("Itsenäisyyspäivä", "Självständighetsdagen", "Independence Day"),
        ("Itsenäisyyspäivän aatto", "Dagen före självständighetsdagen", "Independence Day Eve"),
    ),
    (
        CLOSED,
        _yearly(12, 24),
        ("Jouluaatto", "Julafton", "Christmas Eve"),
        ("", "", ""),
    ),
    (
        HOLIDAY,
        _yearly(12, 25),
        ("Joulupäivä", "Juldagen", "Christmas Day"),
        ("Jouluaatto", "Julafton", "Christmas Eve"),
    ),
    (
        HOLIDAY,
        _yearly(12, 26),
        ("Tapaninpäivä", "Annandag jul", "Boxing Day"),
        ("", "", ""),
    ),
]  # fmt: skip

MORNING, AFTERNOON, FRIDAY_AFTERNOON = (
    (time(8), time(11)),
    (time(12), time(16)),
    (time(12), time(14)),
)
WEEK = {weekday: (MORNING, AFTERNOON) for weekday in range(4)} | {4: (MORNING, FRIDAY_AFTERNOON)}

# (number, minutes to start, kind, amount, lower bound, least minutes left, definitions)
LEVELS = [
    (
        1, 60, "same_day", 0, 0, 120,
        "Palvelua ei voi käynnistää, tai se tai sen olennainen osa ei toimi, "
        "eikä ongelmaa voi kiertää.",
        "Tjänsten kan inte startas, eller den eller en väsentlig del av den fungerar inte, "
        "och det finns ingen annan väg.",
        "The service cannot be started, or it or an essential part of it does not work, "
        "and there is no way round.",
    ),
    (
        2, 240, "same_week", 0, 0, 240,
        "Liiketoiminta hankaloituu merkittävästi, mutta palvelua voi käyttää.",
        "Verksamheten försvåras avsevärt, men tjänsten kan användas.",
        "Business is significantly hampered, but the service can be used.",
    ),
    (
        3, 720, "weeks", 4, 0, 0,
        "Joitakin liiketoiminnan alueita hankaloittaa selvästi, mutta palvelua voi käyttää. "
        "Myös tasojen 1 ja 2 virheet, kun kiertotapa on.",
        "Vissa delar av verksamheten försvåras tydligt, men tjänsten kan användas. "
        "Även fel på nivå 1 och 2 när det finns en annan väg.",
        "Some areas of business are clearly hampered, but the service can be used. "
        "Also errors of levels 1 and 2 when there is a way round.",
    ),
    (
        4, 2880, "months", 6, 1, 0,
        "Teille tärkeä, mutta kierrettävissä.",
        "Viktigt för er, men det finns en annan väg.",
        "Important to you, but there is a way round.",
    ),
    (
        5, 2880, "months", 12, 1, 0,
        "Muut virheet. Tämä on oletustaso.",
        "Övriga fel. Detta är standardnivån.",
        "Other errors. This is the default level.",
    ),
]  # fmt: skip


def lay_calendar(apps: Apps, schema_editor: BaseDatabaseSchemaEditor | None) -> None:
    """Make the calendar “Suomi” with its hours and holidays."""
    calendar = apps.get_model("sla", "Calendar").objects.create(
        key="fi",
        name="Suomi",
        timezone="Europe/Helsinki",
        eve_closes=time(14),
        known_from=KNOWN_FROM,
        known_until=KNOWN_UNTIL,
    )
    opening_hours = apps.get_model("sla", "OpeningHours")
    opening_hours.objects.bulk_create(
        opening_hours(calendar=calendar, weekday=weekday, opens=opens, closes=closes)
        for weekday, windows in WEEK.items()
        for opens, closes in windows
    )
    special_day = apps.get_model("sla", "SpecialDay")
    special_day.objects.bulk_create(
        special_day(
            calendar=calendar, date=day, kind=kind,
            name_fi=names[0], name_sv=names[1], name_en=names[2],
            eve_name_fi=eves[0], eve_name_sv=eves[1], eve_name_en=eves[2],
        )
        for kind, days, names, eves in SPECIAL_DAYS
        for day in days
    )  # fmt: skip


def lay_levels(apps: Apps, schema_editor: BaseDatabaseSchemaEditor | None) -> None:
    """Make the five service levels of B5."""
    level = apps.get_model("sla", "ServiceLevel")
    level.objects.bulk_create(
        level(
            number=number, handling_minutes=minutes, resolution_kind=kind,
            resolution_amount=amount, resolution_lower=lower, resolution_least_minutes=least,
            definition_fi=fi, definition_sv=sv, definition_en=en,
        )
        for number, minutes, kind, amount, lower, least, fi, sv, en in LEVELS
    )  # fmt: skip


def remove_calendar(apps: Apps, schema_editor: BaseDatabaseSchemaEditor | None) -> None:
    apps.get_model("sla", "Calendar").objects.filter(key="fi").delete()


def remove_levels(apps: Apps, schema_editor: BaseDatabaseSchemaEditor | None) -> None:
    apps.get_model("sla", "ServiceLevel").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("sla", "0001_initial")]

    operations = [
        migrations.RunPython(lay_calendar, remove_calendar),
        migrations.RunPython(lay_levels, remove_levels),
    ]
