"""Escalation steps, advice on levels, and Sweden's calendar (B5, B6).

The dates are written out, so no upgrade of a package can ever move a deadline. They were taken
from the `holidays` package (categories public and de facto, 2025–2032, with 2033-01-01 for the
eve before it); a test compares the rows with the installed package and the contract in numbers.
The calendars' new edition lets the sweep give the clocks that run their warnings.
"""

from datetime import date, time

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F
from django.db.models.functions import Now

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
        ("Loppiainen", "Trettondedag jul", "Epiphany"),
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
        HOLIDAY,
        _yearly(6, 6),
        ("Ruotsin kansallispäivä", "Nationaldagen", "National Day of Sweden"),
        ("Kansallispäivän aatto", "Dagen före nationaldagen", "Day before the National Day"),
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
    (
        CLOSED,
        _yearly(12, 31),
        ("Uudenvuodenaatto", "Nyårsafton", "New Year's Eve"),
        ("", "", ""),
    ),
]  # fmt: skip

MORNING, AFTERNOON, FRIDAY_AFTERNOON = (
    (time(8), time(11)),
    (time(12), time(16)),
    (time(12), time(14)),
)
WEEK = {weekday: (MORNING, AFTERNOON) for weekday in range(4)} | {4: (MORNING, FRIDAY_AFTERNOON)}

# (promise, % of its time, only when it is so many minutes, handler, team, manager)
STEPS = [
    ("handling", 50, 480, True, False, False),
    ("handling", 75, 0, True, False, False),
    ("handling", 90, 0, True, True, False),
    ("handling", 100, 0, True, True, True),
    ("resolution", 50, 480, True, False, False),
    ("resolution", 75, 0, True, False, False),
    ("resolution", 90, 0, True, True, False),
    ("resolution", 100, 0, True, True, True),
    ("goal", 75, 0, True, False, False),
    ("goal", 100, 0, True, True, False),
]

# (work goes on, way round, level)
ADVICE = [
    ("not_at_all", "no", 1),
    ("not_at_all", "unknown", 1),
    ("partly", "no", 2),
    ("partly", "unknown", 2),
    ("not_at_all", "yes", 3),
    ("partly", "yes", 3),
    ("fully", "yes", 4),
    ("fully", "no", 5),
    ("fully", "unknown", 5),
]


def lay_steps(apps: Apps, schema_editor: BaseDatabaseSchemaEditor | None) -> None:
    """Make the steps by which handler, team and support manager are warned (B5.5)."""
    step = apps.get_model("sla", "EscalationStep")
    step.objects.bulk_create(
        step(
            kind=kind, percent=percent, least_minutes=least,
            tells_handler=handler, tells_team=team, tells_manager=manager,
        )
        for kind, percent, least, handler, team, manager in STEPS
    )  # fmt: skip


def lay_advice(apps: Apps, schema_editor: BaseDatabaseSchemaEditor | None) -> None:
    """Make the advice that two answers give (B5)."""
    advice = apps.get_model("sla", "LevelAdvice")
    advice.objects.bulk_create(
        advice(work=work, way_round=way_round, level_id=level) for work, way_round, level in ADVICE
    )


def lay_calendar(apps: Apps, schema_editor: BaseDatabaseSchemaEditor | None) -> None:
    """Make the calendar “Sverige” with the hours of Finland and the holidays of Sweden."""
    calendar = apps.get_model("sla", "Calendar").objects.create(
        key="se",
        name="Sverige",
        timezone="Europe/Stockholm",
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


def renew_editions(apps: Apps, schema_editor: BaseDatabaseSchemaEditor | None) -> None:
    """Have every running clock planned again, with its warnings."""
    apps.get_model("sla", "Calendar").objects.update(version=F("version") + 1, changed_at=Now())


def remove_calendar(apps: Apps, schema_editor: BaseDatabaseSchemaEditor | None) -> None:
    apps.get_model("sla", "Calendar").objects.filter(key="se").delete()


class Migration(migrations.Migration):
    dependencies = [("sla", "0006_steps_goals_and_audits")]

    operations = [
        migrations.RunPython(lay_steps, migrations.RunPython.noop),
        migrations.RunPython(lay_advice, migrations.RunPython.noop),
        migrations.RunPython(lay_calendar, remove_calendar),
        migrations.RunPython(renew_editions, migrations.RunPython.noop),
    ]
