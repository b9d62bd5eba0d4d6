from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.choices import Language
from accounts.models import Customer, Module
from knowledgebase.search.choices import Kind, Reach
from knowledgebase.search.querysets import DocumentQuerySet

# Less of a subject met by any article than this, and nothing has answered it.
UNANSWERED_BELOW = 0.5


class Document(models.Model):
    """Something that can be found, in one language, as its owner app last described it.

    Knowledge (articles, news) is ranked by its postings; cases are many and their words few, so
    they carry the numbers of their words themselves (`terms`) and the newest are looked at.
    """

    kind = models.CharField(max_length=12, choices=Kind.choices)
    # The row it tells of, as a string, and in which language.
    key = models.CharField(max_length=100)
    language = models.CharField(max_length=2, choices=Language.choices)
    reach = models.CharField(max_length=8, choices=Reach.choices)
    # The companies that may find it, when it is for named ones.
    named = ArrayField(models.BigIntegerField(), default=list)
    customer = models.ForeignKey(
        Customer, on_delete=models.CASCADE, null=True, related_name="+", db_index=False
    )
    # A finer sort that a role may be kept to, such as a case's type.
    shelf = models.CharField(max_length=20, blank=True)
    module = models.ForeignKey(
        Module, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    visible_from = models.DateTimeField(null=True)
    visible_until = models.DateTimeField(null=True)
    title = models.CharField(max_length=300)
    # [[anchor, heading, text], …]; the first has no heading.
    sections = models.JSONField(default=list)
    terms = ArrayField(models.BigIntegerField(), null=True)
    # Of a case: which share of its subject the best public article met when it was asked.
    answered = models.FloatField(null=True)
    changed_at = models.DateTimeField()

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("search document")
        verbose_name_plural = _("search documents")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key", "language"], name="document_once_in_a_language"
            ),
            models.CheckConstraint(
                condition=Q(reach=Reach.NAMED) | Q(named=[]), name="document_names_its_readers"
            ),
        ]
        indexes = [
            GinIndex(fields=["terms"], condition=Q(terms__isnull=False), name="document_by_terms"),
            models.Index(
                fields=["customer", "-changed_at"],
                condition=Q(terms__isnull=False),
                name="document_of_customer",
            ),
            models.Index(
                fields=["-changed_at"],
                condition=Q(terms__isnull=False),
                name="document_newest_case",
            ),
            # How much knowledge there is, which rarity is measured against.
            models.Index(
                fields=["kind"], condition=Q(terms__isnull=True), name="document_of_knowledge"
            ),
            models.Index(
                fields=["-changed_at"],
                condition=Q(answered__lt=UNANSWERED_BELOW),
                name="document_unanswered",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Posting(models.Model):
    """That a word stands in a document of knowledge, and how much it weighs there (BM25F)."""

    pk = models.CompositePrimaryKey("term", "document")
    term = models.BigIntegerField()
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="postings")
    impact = models.FloatField()
    # Whether all customers may read the document: nobody ranks by what they may not read.
    is_public = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("posting")
        verbose_name_plural = _("postings")

    def __str__(self) -> str:
        return f"{self.term} {self.document_id}"


class WordForm(models.Model):
    """A word as it stands in knowledge, without dots, and the term it counts as.

    Helps with beginnings of words, words typed without dots, and typing errors. Never shown.
    """

    language = models.CharField(max_length=2, choices=Language.choices)
    form = models.CharField(max_length=60)
    term = models.BigIntegerField()
    # Whether a document that all customers may read has it.
    is_public = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("word form")
        verbose_name_plural = _("word forms")
        constraints = [
            models.UniqueConstraint(
                fields=["form", "language", "term"], name="word_form_once_a_term"
            ),
        ]
        indexes = [
            models.Index(
                fields=["form"], name="word_form_beginning", opclasses=["varchar_pattern_ops"]
            ),
            GinIndex(fields=["form"], name="word_form_alike", opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return self.form


class Change(models.Model):
    """Something that search has still to learn of: written with the change itself."""

    kind = models.CharField(max_length=12, choices=Kind.choices)
    key = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("change to be indexed")
        verbose_name_plural = _("changes to be indexed")

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
