from django.urls import URLPattern, URLResolver, path, register_converter

from nghisu.programme.addresses import MonthOfYear, WeekOfYear
from nghisu.programme.views import (
    calendar,
    conference,
    entries,
    export,
    feeds,
    findings,
    imports,
    listing,
    moving,
    settings,
    waiving,
)

register_converter(MonthOfYear, "month")
register_converter(WeekOfYear, "week")

app_name = "programme"
urlpatterns: list[URLPattern | URLResolver] = [
    path("lich/", calendar.calendar, name="calendar"),
    path("lich/thang/<month:month>/", calendar.calendar_month, name="calendar_month"),
    path("lich/tuan/<week:monday>/", calendar.calendar_week, name="calendar_week"),
    path("lich/ics/<str:secret>.ics", feeds.feed, name="feed"),
    path("lich/ra-ngoai/", feeds.addresses, name="calendar_addresses"),
    path("lich/ra-ngoai/<int:address_id>/doi/", feeds.renew, name="renew_calendar"),
    path("lich/ra-ngoai/<int:address_id>/thu-hoi/", feeds.close, name="close_calendar"),
    path("chuong-trinh/", listing.programme, name="programme"),
    path("chuong-trinh/<int:year>/", listing.entries, name="entries"),
    path("chuong-trinh/them/", entries.add, name="add"),
    path("hoi-nghi/<int:entry_id>/", conference.conference, name="entry"),
    path("hoi-nghi/<int:entry_id>/vi-sao/<slug:act>/", conference.why, name="why"),
    path("hoi-nghi/<int:entry_id>/cho-phep-khac/<slug:act>/", waiving.waive, name="waive"),
    path("hoi-nghi/<int:entry_id>/sua/", entries.change, name="change"),
    path("hoi-nghi/<int:entry_id>/doi-ngay/", moving.move, name="move"),
    path("hoi-nghi/<int:entry_id>/hoan/", moving.take_off, {"act": "postponed"}, name="postpone"),
    path("hoi-nghi/<int:entry_id>/huy/", moving.take_off, {"act": "cancelled"}, name="cancel"),
    path("hoi-nghi/<int:entry_id>/lay-y-kien/", moving.take_off, {"act": "written"}, name="write"),
    path("hoi-nghi/<int:entry_id>/gop/", moving.merge, name="merge"),
    path("hoi-nghi/lan-doi/<int:move_id>/hoan-tac/", moving.undo, name="undo_move"),
    path("hoi-nghi/<int:entry_id>/xoa/", entries.remove, name="remove"),
    path("chuong-trinh/nhap/", imports.start, name="import_start"),
    path("chuong-trinh/nhap/mau.xlsx", imports.template, name="import_template"),
    path("chuong-trinh/nhap/<int:draft_id>/", imports.draft, name="import_draft"),
    path("chuong-trinh/nhap/<int:draft_id>/dong/<int:row>/", imports.row, name="import_row"),
    path("chuong-trinh/nhap/<int:draft_id>/dong/<int:row>/bo/", imports.leave_out, name="import_leave_out"),
    path("chuong-trinh/nhap/<int:draft_id>/co-quan/", imports.units, name="import_units"),
    path("chuong-trinh/nhap/<int:draft_id>/nhan/", imports.accept, name="import_accept"),
    path("chuong-trinh/nhap/<int:draft_id>/huy/", imports.discard, name="import_discard"),
    path("chuong-trinh/<int:year>/xuat.xlsx", export.export, name="export"),
    path("phat-hien/", findings.findings, name="findings"),
    path("phat-hien/<int:year>/", findings.findings_year, name="findings_year"),
    path("phat-hien/<int:year>/bang.xlsx", findings.findings_file, name="findings_file"),
    path("phat-hien/cho-phep-khac/<int:finding_id>/", waiving.waive_found, name="waive_found"),
    path("phat-hien/<int:year>/nam-truoc/", findings.base_figure_of, name="base_figure"),
    path("thiet-lap/chuong-trinh/", settings.settings, name="settings"),
    path("thiet-lap/chuong-trinh/nam-truoc/", settings.settings_figure, name="settings_figure"),
]
