from nghisu.approvals.models.approval import Approval, Author, Step
from nghisu.approvals.models.decision import Comment, Decision
from nghisu.approvals.models.route import Route, RouteStep

__all__ = ["Approval", "Author", "Comment", "Decision", "Route", "RouteStep", "Step"]
