"""The audit trail as people read it: one noun a file."""

from nghisu.web.acts.lines import ActLine, Change, lines_of, verb_name
from nghisu.web.acts.verbs import VERBS

__all__ = ["VERBS", "ActLine", "Change", "lines_of", "verb_name"]
