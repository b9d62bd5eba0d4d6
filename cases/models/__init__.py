from cases.models.articles import ArticleSource
from cases.models.case import Case
from cases.models.drafts import Draft, DraftFile
from cases.models.events import CaseEvent, CaseEventText
from cases.models.facts import CaseFacts
from cases.models.messages import Attachment, Message
from cases.models.people import CaseLink, Follower, Rating
from cases.models.questions import MissingItem, Question
from cases.models.quotations import Quotation
from cases.models.rules import CaseRules
from cases.models.support import SupportDecision
from cases.models.time import TimeEntry

__all__ = [
    "ArticleSource",
    "Attachment",
    "Case",
    "CaseEvent",
    "CaseEventText",
    "CaseFacts",
    "CaseLink",
    "CaseRules",
    "Draft",
    "DraftFile",
    "Follower",
    "Message",
    "MissingItem",
    "Question",
    "Quotation",
    "Rating",
    "SupportDecision",
    "TimeEntry",
]
