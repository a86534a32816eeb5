from nghisu.notices.models.measure import Measure
from nghisu.notices.models.notice import Notice
from nghisu.notices.models.office import MailRule, ReminderPlan
from nghisu.notices.models.urging import Urging
from nghisu.notices.models.webhook import Webhook

__all__ = ["MailRule", "Measure", "Notice", "ReminderPlan", "Urging", "Webhook"]
