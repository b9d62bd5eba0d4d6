from typing import Any

from django.core.management.base import BaseCommand

from knowledgebase.search import lemmas


class Command(BaseCommand):
    help = "Makes the lists of word forms that search needs, once: a quarter of a minute."

    def handle(self, *args: Any, **options: Any) -> None:
        lemmas.build()
