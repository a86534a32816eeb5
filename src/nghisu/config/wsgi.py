"""The web process. It seals the audit trail beside answering."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nghisu.config.settings")

application = get_wsgi_application()


def _refuse_unsafe() -> None:
    from nghisu.config.checks import refuse_unsafe

    refuse_unsafe()


_refuse_unsafe()


def _start_sealer() -> None:
    from nghisu.foundation.audit.sealing import Sealer

    Sealer().start()


_start_sealer()
