from django.urls import path

from nghisu.accounts import views

app_name = "accounts"

urlpatterns = [
    path("dang-nhap/", views.sign_in_page, name="sign_in"),
    path("dang-xuat/", views.sign_out_page, name="sign_out"),
    path("ngon-ngu/", views.language, name="language"),
    path("cap-uy/", views.committee, name="committee"),
    path("tai-khoan/", views.account, name="account"),
    path("tai-khoan/mat-khau/", views.password, name="password"),
    path("nhat-ky/dang-nhap/", views.sign_in_log, name="sign_in_log"),
    path("nhat-ky/dang-nhap/tep/<str:kind>/", views.sign_in_log_file, name="sign_in_log_file"),
]
