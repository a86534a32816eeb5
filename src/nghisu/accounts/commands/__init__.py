from nghisu.accounts.commands.choices import choose_committee, choose_language
from nghisu.accounts.commands.passwords import change_password
from nghisu.accounts.commands.sign_in import Origin, sign_in, sign_out

__all__ = ["Origin", "change_password", "choose_committee", "choose_language", "sign_in", "sign_out"]
