from django.urls import include, path

from nghisu.web.api import root as api

urlpatterns = [
    path("", include("nghisu.web.urls")),
    path("api/v1/", include(api.urls)),
    path("", include("nghisu.accounts.urls")),
    path("", include("nghisu.directory.urls")),
    path("", include("nghisu.rulebook.urls")),
    path("", include("nghisu.notices.urls")),
    path("", include("nghisu.approvals.urls")),
    path("", include("nghisu.documents.urls")),
    path("", include("nghisu.programme.urls")),
    path("", include("nghisu.conferences.urls")),
    path("", include("nghisu.invitations.urls")),
]

handler400 = "nghisu.web.views.errors.bad_request"
handler403 = "nghisu.web.views.errors.not_found"
handler404 = "nghisu.web.views.errors.not_found"
handler500 = "nghisu.web.views.errors.failed"
