"""`nghisu`: each command is loaded only when it is called, so that a question of law never waits for the web."""

from __future__ import annotations

import errno
import os
import sys
from importlib import import_module
from typing import Any

import click

COMMANDS = {
    "deadlines": "nghisu.cli.law:deadlines",
    "explain": "nghisu.cli.law:explain",
    "check": "nghisu.cli.check:check",
    "check-format": "nghisu.cli.form:check_format",
    "render": "nghisu.cli.papers:render",
    "attach-text": "nghisu.cli.texts:attach_text",
    "compare-editions": "nghisu.cli.comparing:compare_editions",
    "init": "nghisu.cli.init.command:init",
    "import-people": "nghisu.cli.people:import_people",
    "demo": "nghisu.cli.demo.command:demo",
    "serve": "nghisu.cli.serve:serve",
    "worker": "nghisu.cli.worker:worker",
    "outbox": "nghisu.cli.outbox:outbox",
    "backup": "nghisu.cli.backups:backup",
    "restore": "nghisu.cli.backups:restore",
    "certificate": "nghisu.cli.certificate:certificate",
    "upgrade": "nghisu.cli.backups:upgrade",
    "verify-audit": "nghisu.cli.audit:verify_audit_command",
}


class LazyGroup(click.Group):
    """A group that knows the names of its commands and imports one on first use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        command = getattr(import_module(module), name)
        if not isinstance(command, click.Command):
            raise TypeError(f"{COMMANDS[cmd_name]} is not a command")
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """A full disk behind the output, a folder that may not be read: said, not thrown at the person."""
        try:
            return super().invoke(ctx)
        except OSError as problem:
            if problem.errno == errno.EPIPE:
                raise  # whoever read the answer has had enough of it
            click.echo(f"Không đọc hoặc ghi được: {problem}", err=True)
            # The end of the program writes once more what could not be written: there it goes nowhere.
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            sys.exit(2)


@click.command(cls=LazyGroup, help="Nghị Sự: hội nghị cấp ủy đúng quy định, mỗi thời hạn kèm điều khoản.")
@click.version_option(package_name="nghisu", prog_name="nghisu")
def main() -> None:
    """The entry point. Output is UTF-8 whatever the terminal says; bytes of the command line that are none are
    shown escaped, also within JSON, where the escape is the right one."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    main()
