"""Pages about one thing each: a pillar, a programme, a quick win, an office, a round of guidance.

A module a kind; each gives the overview of its kind, where there is one, and a page for every record of it.
"""

from __future__ import annotations

from dosir.assemble.subjects.guidance import rounds
from dosir.assemble.subjects.office import offices
from dosir.assemble.subjects.pillar import pillars
from dosir.assemble.subjects.programme import programmes
from dosir.assemble.subjects.win import quick_wins

__all__ = ["offices", "pillars", "programmes", "quick_wins", "rounds"]
