"""`accounts.timewords` for templates: `{{ due|moment:now }}`, `{{ seconds|duration }}`."""

from datetime import date, datetime

from django import template

from accounts import timewords

register = template.Library()


@register.filter
def moment(value: datetime, now: datetime) -> str:
    return timewords.moment_words(value, now=now)


@register.filter
def brief_moment(value: datetime, now: datetime) -> str:
    return timewords.brief_moment_words(value, now=now)


@register.filter
def day(value: date, today: date) -> str:
    return timewords.day_words(value, today=today)


@register.filter
def full_day(value: date) -> str:
    """A date with its year: "4.1.2027"."""
    return timewords.full_date_words(value)


@register.filter
def day_of(value: datetime, now: datetime) -> str:
    """The day of a moment, without its time."""
    return timewords.day_words(timewords.local(value).date(), today=timewords.local(now).date())


@register.filter
def full_date(value: date) -> str:
    return timewords.full_date_words(value)


@register.filter
def clock_time(value: datetime) -> str:
    return timewords.time_words(value)


@register.filter
def duration(seconds: float) -> str:
    return timewords.duration_words(seconds)
