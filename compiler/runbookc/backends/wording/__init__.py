"""The words that the compiler adds to a runbook: the same in every format.

Sentences of the source are never changed; what stands here is set apart from them, so that a
reader always knows who speaks.
"""

from runbookc.backends.wording.kinds import *  # noqa: F403 - all words go by one name
from runbookc.backends.wording.origin import *  # noqa: F403 - all words go by one name
from runbookc.backends.wording.parts import *  # noqa: F403 - all words go by one name
from runbookc.backends.wording.statements import *  # noqa: F403 - all words go by one name
from runbookc.backends.wording.steps import *  # noqa: F403 - all words go by one name
from runbookc.backends.wording.words import *  # noqa: F403 - all words go by one name
