"""How the address of the writers' list narrows it: `?show=drafts&module=3&q=palkka`."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.chips import Chip, Choice
from accounts.choices import Language
from accounts.models import Module
from knowledgebase.choices import Audience
from knowledgebase.models import Topic
from knowledgebase.selectors.desk_list import Show, Wanted

LONGEST = 100
Options = list[tuple[str, str]]


class DeskFilter:
    """Articles as the address asks for them. A value that does not exist narrows nothing."""

    def __init__(self, data: QueryDict) -> None:
        self.data = data

    @cached_property
    def modules(self) -> Options:
        named = [(str(module.pk), module.name) for module in Module.objects.all()]
        return sorted(named, key=lambda option: option[1].casefold())

    @cached_property
    def topics(self) -> Options:
        return [(str(topic.pk), topic.name) for topic in Topic.objects.all()]

    @cached_property
    def wanted(self) -> Wanted:
        module = self._one_of("module", self.modules)
        topic = self._one_of("topic", self.topics)
        return Wanted(
            show=Show(self._asked("show", list(Show)) or Show.ALL),
            module=int(module) if module else None,
            topic=int(topic) if topic else None,
            language=self._asked("language", Language.values),
            audience=self._asked("audience", Audience.values),
            text=" ".join(self.data.get("q", "").replace("\0", " ").split())[:LONGEST],
        )

    def _one_of(self, name: str, options: list[tuple[str, str]]) -> str:
        return self._asked(name, [value for value, _label in options])

    def _asked(self, name: str, values: list[str]) -> str:
        asked = self.data.get(name, "")
        return asked if asked in values else ""

    @cached_property
    def asked(self) -> dict[str, str]:
        """What the address says that means something, but for the page within it."""
        wanted = self.wanted
        values = {
            "show": wanted.show if wanted.show != Show.ALL else "",
            "module": wanted.module,
            "topic": wanted.topic,
            "language": wanted.language,
            "audience": wanted.audience,
            "q": wanted.text,
        }
        return {name: str(value) for name, value in values.items() if value}

    @property
    def is_narrow(self) -> bool:
        return bool(self.asked)

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What a search keeps of the address: hidden fields of its form."""
        return [(name, value) for name, value in self.asked.items() if name != "q"]

    def address(self, **changed: str | None) -> str:
        """The list's address with some of it changed; paging starts over."""
        query = {**self.asked, **changed}
        return "?" + urlencode({name: value for name, value in query.items() if value})

    def tabs(self, counts: dict[Show, int]) -> list[tuple[Choice, int]]:
        labels = {
            Show.ALL: pgettext("articles", "All"),
            Show.DRAFTS: _("Not shown to readers"),
            Show.REVIEW: _("To be read again"),
            Show.OLDER: _("Translations that are older"),
            Show.SILENT: _("Without feedback"),
            Show.MINE: pgettext("articles", "Mine"),
        }
        return [
            (Choice(label, self.address(show=show), show == self.wanted.show), counts[show])
            for show, label in labels.items()
        ]

    def chips(self) -> Iterator[Chip]:
        wanted = self.wanted
        if wanted.text:
            yield Chip(_("Search"), wanted.text, self.address(q=None), [])
        yield self._chip("module", _("Module"), self.modules, str(wanted.module or ""))
        yield self._chip("topic", _("Topic"), self.topics, str(wanted.topic or ""))
        yield self._chip("language", _("Language"), _labelled(Language.choices), wanted.language)
        yield self._chip("audience", _("Readers"), _labelled(Audience.choices), wanted.audience)

    def _chip(self, name: str, label: str, values: Options, asked: str) -> Chip:
        choices = [
            Choice(text, self.address(**{name: value}), value == asked) for value, text in values
        ]
        return Chip(label, dict(values).get(asked, ""), self.address(**{name: None}), choices)


def _labelled(choices: Iterable[tuple[str, Any]]) -> Options:
    return [(value, str(label)) for value, label in choices]
