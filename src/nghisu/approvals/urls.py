from django.urls import path

from nghisu.approvals.views import approval, delegations, inbox, routes

app_name = "approvals"

urlpatterns = [
    path("phe-duyet/", inbox.inbox, name="inbox"),
    path("phe-duyet/tep/<str:kind>/", inbox.inbox_file, name="inbox_file"),
    path("phe-duyet/quy-trinh/", routes.routes, name="routes"),
    path("phe-duyet/quy-trinh/<slug:route_kind>/", routes.route, name="route"),
    path("phe-duyet/<int:approval_id>/", approval.approval, name="approval"),
    path("phe-duyet/<int:approval_id>/dong-y/", approval.grant, name="grant"),
    path("phe-duyet/<int:approval_id>/tra-lai/", approval.give_back, name="give_back"),
    path("phe-duyet/<int:approval_id>/rut-lai/", approval.take_back, name="take_back"),
    path("tai-khoan/uy-quyen/", delegations.delegations, name="delegations"),
    path("tai-khoan/uy-quyen/them/", delegations.delegation_add, name="delegation_add"),
    path(
        "tai-khoan/uy-quyen/<int:delegation_id>/thu-hoi/",
        delegations.delegation_revoke,
        name="delegation_revoke",
    ),
]
