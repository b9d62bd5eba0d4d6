"""Articles come in from a folder; what has not changed is left alone (B9)."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from accounts import filetypes
from accounts.models import User
from knowledgebase.choices import Audience
from knowledgebase.folder.gathering import Bundle, Remark
from knowledgebase.folder.pages import Page, settled
from knowledgebase.models import Article
from knowledgebase.services.files import FileRefused, add_file
from knowledgebase.services.import_facts import FactReader, first_said
from knowledgebase.services.publishing import NothingToPublish, publish
from knowledgebase.services.writing import (
    ChangedMeanwhile,
    Facts,
    change_facts,
    create_article,
    write_text,
)

AT_ONCE = 25


@dataclass
class Import:
    """One run over a folder. Committed by the batch, so that it may be broken off and run again."""

    at: datetime
    by: User | None = None
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    remarks: list[Remark] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._reader = FactReader(self.remarks.append)

    def take(self, bundles: Sequence[Bundle]) -> None:
        """Take in a batch of articles. One that fails leaves a remark, the others come in."""
        with transaction.atomic():
            known = self._known(bundle.key for bundle in bundles)
            for bundle in bundles:
                try:
                    with transaction.atomic():
                        self._take_one(bundle, known.get(bundle.key))
                except (ChangedMeanwhile, DatabaseError) as fault:
                    self._remark(bundle.pages[0], f"{type(fault).__name__}: {fault}", refused=True)

    def _known(self, keys: Iterable[str]) -> dict[str, Article]:
        found = Article.objects.filter(key__in=list(keys)).select_related(
            "module", "topic", "owner"
        )
        return found.prefetch_related("texts", "files", "customers", "related").in_bulk(
            field_name="key"
        )

    def _take_one(self, bundle: Bundle, article: Article | None) -> None:
        is_new = article is None
        before = article.audience if article else ""
        if article is None:
            facts, has_new_facts, has_new_texts = self._reader.facts(bundle, None), False, False
            first = bundle.pages[0]
            article = create_article(
                key=bundle.key,
                title=first.title,
                body=first.body,
                language=first.language,
                facts=facts,
                by=self.by,
                at=self.at,
            )
            self._write_texts(article, bundle.pages[1:])
        else:
            facts = self._reader.facts(bundle, article)
            has_new_facts = self._change_facts(article, facts)
            has_new_texts = self._write_texts(article, bundle.pages)
        has_new_files = self._add_files(article, bundle)
        has_new_day = self._set_review(article, bundle)
        if is_new or before != facts.audience:
            self._publish(article, bundle, facts.audience)
        if is_new:
            self.created += 1
        elif has_new_facts or has_new_texts or has_new_files or has_new_day:
            self.changed += 1
        else:
            self.unchanged += 1

    def _change_facts(self, article: Article, facts: Facts) -> bool:
        now = (article.module, article.topic, article.audience, set(article.customers.all()))
        if now == (facts.module, facts.topic, facts.audience, set(facts.customers)):
            return False
        change_facts(article, facts, seen=article.version, by=self.by, at=self.at)
        return True

    def _write_texts(self, article: Article, pages: Sequence[Page]) -> bool:
        """Save the texts that differ, the original before its translations."""
        known = {text.language: text for text in article.texts.all()}
        wrote = False
        for page in sorted(pages, key=lambda page: page.language != article.original):
            text = known.get(page.language)
            if text and (text.title, settled(text.body)) == (page.title, page.body):
                continue
            write_text(
                article,
                language=page.language,
                title=page.title,
                body=page.body,
                seen=text.number if text else 0,
                by=self.by,
                at=self.at,
            )
            wrote = True
        return wrote

    def _add_files(self, article: Article, bundle: Bundle) -> bool:
        names = bundle.named_files
        if not names:
            return False
        known = {file.name: file.sha256 for file in article.files.all()}
        wrote = False
        for name in names:
            path = bundle.find_file(name)
            if path is None:
                if name not in known:
                    self._remark(bundle.pages[0], f"no such file beside it: {name}")
            elif path.stat().st_size > filetypes.MAX_BYTES:
                self._remark(bundle.pages[0], f"too large: {name}", refused=True)
            elif known.get(name) != hashlib.sha256(content := path.read_bytes()).hexdigest():
                wrote |= self._add_file(article, SimpleUploadedFile(name, content), bundle)
        return wrote

    def _add_file(self, article: Article, upload: SimpleUploadedFile, bundle: Bundle) -> bool:
        try:
            add_file(article, upload, by=self.by, at=self.at)
        except FileRefused:
            self._remark(bundle.pages[0], f"not taken in: {upload.name}", refused=True)
            return False
        return True

    def _set_review(self, article: Article, bundle: Bundle) -> bool:
        day = first_said([page.review_on for page in bundle.pages])
        if day is None or day == article.review_on:
            return False
        Article.objects.filter(pk=article.pk).update(review_on=day, review_told_at=None)
        return True

    def _publish(self, article: Article, bundle: Bundle, audience: Audience) -> None:
        """Show it to its readers at once, unless its file says that it is a draft."""
        said = first_said([page.is_published for page in bundle.pages])
        is_wanted = audience == Audience.PUBLIC if said is None else said
        if not is_wanted or article.published_from is not None:
            return
        try:
            publish(article, since=self.at, until=None, at=self.at)
        except NothingToPublish:
            self._remark(bundle.pages[0], "for named customers, but none is named: a draft")

    def _remark(self, page: Page, words: str, *, refused: bool = False) -> None:
        self.remarks.append(Remark(page.path, 1, words, is_refusal=refused))
