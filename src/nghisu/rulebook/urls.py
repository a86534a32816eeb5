from django.urls import URLPattern, URLResolver, path

from nghisu.rulebook.views import contradictions, deadlines, last_numbers, law, own, texts, waivers

app_name = "rulebook"
urlpatterns: list[URLPattern | URLResolver] = [
    path("thoi-han/<int:deadline_id>/", deadlines.deadline, name="deadline"),
    path("thoi-han/<int:deadline_id>/xong/", deadlines.complete, name="complete"),
    path("thoi-han/<int:deadline_id>/mo-lai/", deadlines.reopen, name="reopen"),
    path("thoi-han/<int:deadline_id>/khong-ap-dung/", deadlines.not_applicable, name="not_applicable"),
    path("cho-phep-khac/", waivers.waivers, name="waivers"),
    path("cho-phep-khac/<int:year>/tep.xlsx", waivers.waivers_file, name="waivers_file"),
    path("cho-phep-khac/<int:waiver_id>/", waivers.waiver, name="waiver"),
    path("cho-phep-khac/<int:waiver_id>/xac-nhan/", waivers.confirm, name="confirm_waiver"),
    path("cho-phep-khac/<int:waiver_id>/thu-hoi/", waivers.withdraw, name="withdraw_waiver"),
    path("quan-tri/so-cuoi/", last_numbers.last_numbers_page, name="last_numbers"),
    path(
        "quan-tri/so-cuoi/<int:last_number_id>/bo/",
        last_numbers.last_number_remove,
        name="last_number_remove",
    ),
    path("quy-dinh/", law.law, name="law"),
    path("quy-dinh/thoi-han/", law.deadline_rules, name="deadline_rules"),
    path("quy-dinh/cho-venh/", law.tight_spots_page, name="tight_spots"),
    path("quy-dinh/cho-venh/<str:matter>/", contradictions.decide, name="decide"),
    path("quy-dinh/ngay-nghi/<int:year>/", law.days_off, name="days_off"),
    path("quy-dinh/rieng/", own.own_list, name="own_editions"),
    path("quy-dinh/rieng/them/", own.begin, name="own_begin"),
    path("quy-dinh/rieng/<int:own_id>/", own.own_page, name="own_edition"),
    path("quy-dinh/rieng/<int:own_id>/tep/", own.own_file, name="own_file"),
    path("quy-dinh/rieng/<int:own_id>/sua/", own.write, name="own_write"),
    path("quy-dinh/rieng/<int:own_id>/quy-tac/", own.add_rule, name="own_rule"),
    path("quy-dinh/rieng/<int:own_id>/trinh/", own.propose, name="own_propose"),
    path("quy-dinh/rieng/<int:own_id>/tra-lai/", own.give_back, name="own_return"),
    path("quy-dinh/rieng/<int:own_id>/duyet/", own.approve, name="own_approve"),
    path("quy-dinh/rieng/<int:own_id>/bo/", own.discard, name="own_discard"),
    path("quy-dinh/<slug:edition>/van-ban-goc/", texts.text, name="text"),
    path("quy-dinh/<slug:edition>/van-ban-goc/tep/", texts.text_file, name="text_file"),
    path("quy-dinh/<slug:edition>/van-ban-goc/dinh-kem/", texts.attach, name="attach_text"),
    path("quy-dinh/<slug:edition>/van-ban-goc/dat/", texts.place, name="place_clause"),
    path("quy-dinh/<slug:edition>/", law.edition, name="edition"),
    path("quy-dinh/<slug:edition>/<path:clause>/", law.clause, name="clause"),
]
