from nghisu.accounts.views.account import account, committee, language, password
from nghisu.accounts.views.log import sign_in_log, sign_in_log_file
from nghisu.accounts.views.sign_in import sign_in_page, sign_out_page

__all__ = [
    "account",
    "committee",
    "language",
    "password",
    "sign_in_log",
    "sign_in_log_file",
    "sign_in_page",
    "sign_out_page",
]
