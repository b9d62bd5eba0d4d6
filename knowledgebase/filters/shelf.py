"""How the address narrows the articles: `?module=payroll&topic=period&page=2`."""

import re
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from accounts.models import Module
from knowledgebase.selectors.shelf import GENERAL, MOST_PAGES, Knowledge, Wanted

_PAGE = re.compile("[0-9]{1,9}")


@dataclass(frozen=True)
class Choice:
    """One way to narrow the list; chosen already, its address leads back."""

    label: str
    address: str
    is_chosen: bool = False


class ShelfFilter:
    """The articles an address asks for. A value that does not exist narrows nothing."""

    def __init__(self, data: QueryDict, knowledge: Knowledge) -> None:
        self._data, self._knowledge = data, knowledge

    @cached_property
    def wanted(self) -> Wanted:
        module, topic = self._data.get("module", ""), self._data.get("topic", "")
        return Wanted(
            module=next((each for each in self._knowledge.modules if each.key == module), None),
            is_general=module == GENERAL,
            topic=next((each for each in self._knowledge.topics if each.key == topic), None),
        )

    @property
    def page(self) -> int:
        asked = self._data.get("page", "")
        return min(max(int(asked), 1), MOST_PAGES) if _PAGE.fullmatch(asked) else 1

    def address(self, **changed: str) -> str:
        """The address with some of it changed; paging starts over."""
        wanted = self.wanted
        query = {
            "module": _key(wanted.module) if wanted.module or wanted.is_general else "",
            "topic": wanted.topic.key if wanted.topic else "",
            **changed,
        }
        return "?" + urlencode({name: value for name, value in query.items() if value})

    def module_choices(self) -> list[Choice]:
        kinds = [*self._knowledge.modules, None]
        return [Choice(_name(module), self.address(module=_key(module))) for module in kinds]

    def topic_choices(self) -> list[Choice]:
        chosen = self.wanted.topic
        return [
            Choice(
                topic.name,
                self.address(topic="" if topic == chosen else topic.key),
                is_chosen=topic == chosen,
            )
            for topic in self._knowledge.topics
        ]

    @property
    def without_module(self) -> str:
        return self.address(module="")

    @property
    def module_words(self) -> str:
        """The module that is asked for, by its name."""
        wanted = self.wanted
        return _name(wanted.module) if wanted.module or wanted.is_general else ""

    @property
    def heading(self) -> str:
        """What the list holds: "Payroll, period ends"."""
        topic = self.wanted.topic
        return ", ".join(filter(None, [self.module_words, topic.name if topic else ""]))


def _key(module: Module | None) -> str:
    return module.key if module else GENERAL


def _name(module: Module | None) -> str:
    return module.name if module else _("All modules")
