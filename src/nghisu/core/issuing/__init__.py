"""How an official document gets its number and its signer (cấp số, người ký), from data and without a database."""

from nghisu.core.issuing.leading import leads, title_words
from nghisu.core.issuing.named import is_named
from nghisu.core.issuing.numbers import headed, written_number
from nghisu.core.issuing.refusals import SigningRefused
from nghisu.core.issuing.signing import (
    House,
    OriginalRule,
    Recipient,
    Signer,
    Signing,
    original_rule,
    signer_for,
    signing_rules,
)

__all__ = [
    "House",
    "OriginalRule",
    "Recipient",
    "Signer",
    "Signing",
    "SigningRefused",
    "headed",
    "is_named",
    "leads",
    "original_rule",
    "signer_for",
    "signing_rules",
    "title_words",
    "written_number",
]
