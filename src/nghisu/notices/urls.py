from django.urls import path

from nghisu.notices.views import inbox, letters, office, webhooks

app_name = "notices"

urlpatterns = [
    path("thong-bao/", inbox.inbox, name="inbox"),
    path("thong-bao/tep.<slug:kind>", inbox.inbox_file, name="inbox_file"),
    path("thong-bao/da-doc/", inbox.mark_all, name="mark_all"),
    path("thong-bao/<int:notice_id>/", inbox.notice, name="notice"),
    path("thong-bao/cach-nhan/", inbox.measure, name="measure"),
    path("thong-bao/duyet-gui/", letters.held, name="held"),
    path("thong-bao/duyet-gui/<int:outgoing_id>/", letters.held_letter, name="held_letter"),
    path("thong-bao/khong-gui-duoc/", letters.dead, name="dead"),
    path("thong-bao/khong-gui-duoc/gui-lai/", letters.retry_all, name="retry_all"),
    path("thong-bao/khong-gui-duoc/<int:dead_id>/", letters.dead_one, name="dead_one"),
    path("thong-bao/nhac-viec/", office.plans, name="plans"),
    path("thong-bao/nhac-viec/chung/", office.set_plan, name="set_plan"),
    path("thong-bao/nhac-viec/rieng/", office.set_act_plan, name="set_act_plan"),
    path("thong-bao/nhac-viec/bo-rieng/", office.remove_plan, name="remove_plan"),
    path("thong-bao/nhac-viec/duyet/", office.set_rule, name="set_rule"),
    path("quan-tri/bao-tin/", webhooks.webhooks, name="webhooks"),
    path("quan-tri/bao-tin/<int:webhook_id>/", webhooks.webhook, name="webhook"),
    path("quan-tri/bao-tin/<int:webhook_id>/gui/", webhooks.attempt, name="send_webhook"),
    path("quan-tri/bao-tin/<int:webhook_id>/thoi/", webhooks.close, name="close_webhook"),
]
