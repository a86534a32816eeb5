#!/usr/bin/env bash
# All tests: on SQLite, then on a PostgreSQL cluster of its own that is thrown away afterwards.
# --long adds those marked long. What the machine lacks is installed from Debian's packages where that is allowed.
set -uo pipefail
cd "$(dirname "$0")/.."
marks="not long"
[ "${1:-}" = --long ] && marks="long"
lacking=()

installed_or_told() {  # installed_or_told COMMAND PACKAGE PURPOSE
  command -v "$1" >/dev/null 2>&1 && return 0
  local sudo=""
  if [ "$(id -u)" -ne 0 ]; then
    if sudo -n true 2>/dev/null; then sudo="sudo -n"; else lacking+=("$2 ($3)"); return 1; fi
  fi
  echo "Cài gói $2 của Debian ($3) …" >&2
  $sudo apt-get update -qq >/dev/null 2>&1
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "$2" >/dev/null 2>&1
  command -v "$1" >/dev/null 2>&1 || { lacking+=("$2 ($3)"); return 1; }
}

postgres_bin() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1; }
[ -n "$(postgres_bin)" ] && PATH="$PATH:$(postgres_bin)"
installed_or_told initdb postgresql "các kiểm thử trên PostgreSQL" || true
[ -n "$(postgres_bin)" ] && PATH="$PATH:$(postgres_bin)" && unset 'lacking[0]' 2>/dev/null
command -v initdb >/dev/null 2>&1 || lacking=("postgresql (các kiểm thử trên PostgreSQL)")
installed_or_told chromium chromium "các kiểm thử trong trình duyệt"
has_chromium=$?
installed_or_told softhsm2-util softhsm2 "ký bằng thiết bị PKCS#11 của máy chủ"

scratch=$(mktemp -d "${TMPDIR:-/tmp}/nghisu-test.XXXXXX")
status=0
looked=""
if [ "$marks" = "not long" ]; then  # beside the tests, which wait for their browser now and then
  (renice -n 5 $BASHPID >/dev/null; .venv/bin/ruff check --quiet . && .venv/bin/ruff format --check --quiet . && .venv/bin/lint-imports >/dev/null \
    && .venv/bin/mypy --no-error-summary) >"$scratch/looked" 2>&1 &
  looked=$!
fi

browser=""
[ "$has_chromium" -ne 0 ] && browser=" and not browser"
trap 'stop_cluster; rm -rf "$scratch"' EXIT
as_postgres() { if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
stop_cluster() { [ -f "$scratch/cluster/postmaster.pid" ] && (cd "$scratch" && as_postgres pg_ctl -D "$scratch/cluster" -m immediate stop >/dev/null 2>&1); return 0; }

echo "== SQLite" >&2
NGHISU_DATA="$scratch/data" .venv/bin/pytest -n 2 -rs -m "$marks$browser" || status=1

if [ -n "$looked" ]; then
  echo "== cách viết, kiểu dữ liệu, các tầng" >&2
  wait "$looked" || { cat "$scratch/looked" >&2; status=1; }
fi

if command -v initdb >/dev/null 2>&1; then
  echo "== PostgreSQL" >&2
  chmod 755 "$scratch"
  port=$(.venv/bin/python -c '
import random, socket
for port in random.sample(range(20000, 32000), 200):
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)):
            print(port)
            break')
  mkdir "$scratch/cluster"
  [ "$(id -u)" -eq 0 ] && chown postgres "$scratch/cluster"
  (cd "$scratch" && as_postgres initdb -D "$scratch/cluster" -U nghisu --auth=trust --encoding=UTF8 --locale=C.UTF-8 >/dev/null \
    && as_postgres pg_ctl -D "$scratch/cluster" -w -l "$scratch/cluster/log" \
      -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c max_connections=100" start >/dev/null) \
    || { echo "Không dựng được cụm PostgreSQL để kiểm thử." >&2; status=1; }
  # The core knows no database and the browser's journeys were made once: neither is run twice.
  NGHISU_DATA="$scratch/data-postgres" NGHISU_DATABASE="postgresql://nghisu@127.0.0.1:$port/nghisu" \
    .venv/bin/pytest -n 2 -rs -m "$marks and not browser" --ignore=tests/core --ignore=tests/law || status=1
fi

if [ ${#lacking[@]} -gt 0 ]; then
  echo "Chưa chạy hết: máy thiếu ${lacking[*]} và không có quyền cài. Hãy nhờ quản trị cài rồi chạy lại make test." >&2
  status=1
fi
exit $status
