from django.urls import URLPattern, URLResolver, path

from nghisu.documents.views import drafts, incoming, issuers, issuing, registers, signing

app_name = "documents"
urlpatterns: list[URLPattern | URLResolver] = [
    path("van-ban/", registers.home, name="home"),
    path("van-ban/di/", registers.issued, name="issued"),
    path("van-ban/di/cap-so/", issuing.issue, name="issue"),
    path("van-ban/di/so/<int:year>/", registers.issued_paper, name="issued_paper"),
    path("van-ban/di/so.<str:kind>", registers.issued_file, name="issued_file"),
    path("van-ban/di/<int:issued_id>/", issuing.issued_one, name="issued_one"),
    path("van-ban/di/<int:issued_id>/huy/", issuing.cancel, name="cancel"),
    path("van-ban/di/<int:issued_id>/ky/", signing.sign, name="sign"),
    path("van-ban/kiem-tra-chu-ky/", signing.check, name="check_signature"),
    path("van-ban/den/", registers.incoming, name="incoming"),
    path("van-ban/den/ghi-so/", incoming.receive, name="receive"),
    path("van-ban/den/so/<int:year>/", registers.incoming_paper, name="incoming_paper"),
    path("van-ban/den/so.<str:kind>", registers.incoming_file, name="incoming_file"),
    path("van-ban/den/<int:incoming_id>/", incoming.incoming_one, name="incoming_one"),
    path("van-ban/den/<int:incoming_id>/chuyen/", incoming.hand, name="hand"),
    path("van-ban/du-thao/", drafts.drafts, name="drafts"),
    path("van-ban/du-thao/soan/", drafts.begin, name="draft_begin"),
    path("van-ban/du-thao/<int:paper_id>/", drafts.draft, name="draft"),
    path("van-ban/du-thao/<int:paper_id>/sua/", drafts.draft_write, name="draft_write"),
    path("van-ban/du-thao/<int:paper_id>/so-sanh/", drafts.draft_compare, name="draft_compare"),
    path("van-ban/du-thao/<int:paper_id>/trinh/", drafts.draft_submit, name="draft_submit"),
    path("van-ban/du-thao/<int:paper_id>/rut/", drafts.draft_take_back, name="draft_take_back"),
    path("van-ban/du-thao/<int:paper_id>/bo/", drafts.draft_drop, name="draft_drop"),
    path("van-ban/du-thao/<int:paper_id>/ban-hanh/", drafts.draft_issue, name="draft_issue"),
    path("van-ban/du-thao/<int:paper_id>/ban-nhap.pdf", drafts.draft_pdf, name="draft_pdf"),
    path("van-ban/du-thao/<int:paper_id>/ban-nhap.docx", drafts.draft_docx, name="draft_docx"),
    path("van-ban/doan-mau/", drafts.blocks, name="blocks"),
    path("van-ban/doan-mau/<str:paper_kind>/", drafts.blocks_of_kind, name="blocks_of_kind"),
    path("van-ban/tep/<int:file_id>/", issuing.document_file, name="file"),
    path("van-ban/co-quan-ban-hanh/", issuers.issuers, name="issuers"),
    path("van-ban/co-quan-ban-hanh/them/", issuers.issuer_add, name="issuer_add"),
    path("van-ban/co-quan-ban-hanh/<int:issuer_id>/", issuers.issuer_change, name="issuer_change"),
]
