from cases.models.case import Case, FaultFacts
from cases.models.events import CaseEvent, CaseEventText
from cases.models.messages import Attachment, Message

__all__ = ["Attachment", "Case", "CaseEvent", "CaseEventText", "FaultFacts", "Message"]
