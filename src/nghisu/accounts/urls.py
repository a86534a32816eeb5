from django.urls import path

from nghisu.accounts import views

app_name = "accounts"

urlpatterns = [
    path("dang-nhap/", views.sign_in_page, name="sign_in"),
    path("dang-nhap/buoc-hai/", views.second_step, name="second_step"),
    path("dang-nhap/khoa/hoi/", views.passkey_asked, name="passkey_asked"),
    path("dang-nhap/khoa/", views.passkey_shown, name="passkey_shown"),
    path("dang-nhap/co-quan/", views.provider_asked, name="provider_asked"),
    path("dang-nhap/co-quan/ve/", views.provider_answered, name="provider_answered"),
    path("dang-xuat/", views.sign_out_page, name="sign_out"),
    path("ngon-ngu/", views.language, name="language"),
    path("cap-uy/", views.committee, name="committee"),
    path("tai-khoan/", views.account, name="account"),
    path("tai-khoan/mat-khau/", views.password, name="password"),
    path("tai-khoan/phien/", views.sessions_page, name="sessions"),
    path("tai-khoan/xac-thuc/", views.factors, name="factors"),
    path("tai-khoan/xac-thuc/ung-dung/", views.authenticator, name="authenticator"),
    path("tai-khoan/xac-thuc/ung-dung/ma-qr.svg", views.authenticator_picture, name="authenticator_picture"),
    path("tai-khoan/xac-thuc/ung-dung/go/", views.authenticator_remove, name="authenticator_remove"),
    path("tai-khoan/xac-thuc/khoa/", views.passkey, name="passkey"),
    path("tai-khoan/xac-thuc/khoa/ghi/", views.passkey_made, name="passkey_made"),
    path("tai-khoan/xac-thuc/khoa/xoa/", views.passkey_remove, name="passkey_remove"),
    path("tai-khoan/xac-thuc/ma-du-phong/", views.recovery_codes, name="recovery_codes"),
    path("tai-khoan/ma-truy-cap/", views.tokens, name="tokens"),
    path("tai-khoan/ma-truy-cap/<int:token_id>/thu-hoi/", views.revoke, name="revoke_token"),
    path("quan-tri/ma-truy-cap/", views.all_tokens, name="all_tokens"),
    path("quan-tri/ma-truy-cap/<int:token_id>/thu-hoi/", views.revoke_any, name="revoke_any_token"),
    path("nhat-ky/dang-nhap/", views.sign_in_log, name="sign_in_log"),
    path("nhat-ky/dang-nhap/tep/<str:kind>/", views.sign_in_log_file, name="sign_in_log_file"),
]
