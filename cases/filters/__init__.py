"""How an address narrows a list of cases: the desk's queue, and a company's own cases."""

from cases.filters.company import CompanyFilter
from cases.filters.queue import QueueFilter, summary_of, views_of

__all__ = ["CompanyFilter", "QueueFilter", "summary_of", "views_of"]
