from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case
from knowledgebase.models import Article


class ArticleSource(models.Model):
    """Which solved case an article was drafted from (B9). Staff see it; readers never do."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="drafted")
    article = models.OneToOneField(
        Article, on_delete=models.CASCADE, primary_key=True, related_name="source"
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("case behind an article")
        verbose_name_plural = _("cases behind articles")

    def __str__(self) -> str:
        return f"{self.case_id} {self.article_id}"
