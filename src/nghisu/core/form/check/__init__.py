"""What in a document is not as its form asks."""

from nghisu.core.form.check.whole import FormReport, check_form

__all__ = ["FormReport", "check_form"]
