#!/usr/bin/env bash
# The Python environment in .venv, from the lock file named: run or test.
set -euo pipefail
lock=$1 python=${2:-}
if [ -z "$python" ] || ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
  echo "Cần Python 3.11 trở lên. Trên Debian: apt-get install python3 python3-venv" >&2
  exit 1
fi
if [ ! -x .venv/bin/python ]; then
  echo "Tạo môi trường Python trong .venv …" >&2
  "$python" -m venv .venv || { echo "Thiếu gói venv. Trên Debian: apt-get install python3-venv" >&2; exit 1; }
fi
echo "Cài các thư viện theo requirements/$lock.lock …" >&2
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-warn-script-location \
  --only-binary :all: --require-hashes -r "requirements/$lock.lock"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
