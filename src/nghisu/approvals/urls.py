from django.urls import path

from nghisu.approvals.views import approval

app_name = "approvals"

urlpatterns = [
    path("phe-duyet/<int:approval_id>/", approval.approval, name="approval"),
]
