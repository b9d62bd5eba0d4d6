"""Forms turn what was typed into values; they decide nothing (house rule 6)."""

from cases.forms.article_draft import ArticleDraftForm
from cases.forms.customer import AnswerForm, FollowerForm, RatingForm
from cases.forms.desk import (
    CloseForm,
    LevelForm,
    LinkForm,
    MergeForm,
    QuestionForm,
    QuotationForm,
    SplitForm,
    StageForm,
    TakeBackForm,
    TakeUpForm,
)
from cases.forms.fields import FilesField, FilesInput
from cases.forms.messages import MessageForm
from cases.forms.registration import RegistrationForm
from cases.forms.retyping import RetypeForm
from cases.forms.timing import TimeForm

__all__ = [
    "AnswerForm",
    "ArticleDraftForm",
    "CloseForm",
    "FilesField",
    "FilesInput",
    "FollowerForm",
    "LevelForm",
    "LinkForm",
    "MergeForm",
    "MessageForm",
    "QuestionForm",
    "QuotationForm",
    "RatingForm",
    "RegistrationForm",
    "RetypeForm",
    "SplitForm",
    "StageForm",
    "TakeBackForm",
    "TakeUpForm",
    "TimeForm",
]
