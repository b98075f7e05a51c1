"""Asks other hosts whether the addresses that the docs name lead anywhere, and asks politely.

Nothing here knows of pages or findings: addresses go in, answers come out.
"""

from runbookc.external.address import worth_asking
from runbookc.external.answer import Answer, Outcome
from runbookc.external.ask import ask
from runbookc.external.memory import Memory

__all__ = ["Answer", "Memory", "Outcome", "ask", "worth_asking"]
