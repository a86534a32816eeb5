from nghisu.approvals.forms.deciding import remarks_in
from nghisu.approvals.forms.delegations import DelegationForm
from nghisu.approvals.forms.listing import ListForm
from nghisu.approvals.forms.routes import RouteForm, StepForm, steps_in

__all__ = ["DelegationForm", "ListForm", "RouteForm", "StepForm", "remarks_in", "steps_in"]
