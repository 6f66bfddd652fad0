#!/bin/sh
# Every suite, one after the other; a red one does not keep the rest from running. `make test` calls it.
#   BROWSER=no          leave the browser tests out
#   NEED_POSTGRES=1     fail where no PostgreSQL is found (.ci/run sets it)
#   TEST_OPTIONS="-k x" more options for pytest
set -u
cd "$(dirname "$0")/.."
unset DJANGO_SETTINGS_MODULE GANGMU_DATABASE_URL
jobs=$(nproc 2>/dev/null || echo 2)
closing=$(mktemp)
trap 'rm -f "$closing"' EXIT
failed=0

has_tests() { [ -n "$(find "$1" -name 'test_*.py' 2>/dev/null | head -n 1)" ]; }

suite() { # TITLE COMMAND…
  title=$1
  shift
  printf '\n== %s ==\n' "$title"
  out=$(mktemp)
  # shellcheck disable=SC2086  # TEST_OPTIONS is a word list
  { "$@" ${TEST_OPTIONS:-} 2>&1; echo $? >"$out.code"; } | tee "$out"
  code=$(cat "$out.code")
  [ "$code" = 0 ] || failed=1
  # pytest's closing line stands alone, so that whoever counts results finds it.
  printf '%s\n%s\n' "$title:" "$(grep -E '(passed|failed|error|no tests ran).* in [0-9.]+s' "$out" | tail -n 1)" >>"$closing"
  rm -f "$out" "$out.code"
}

if [ "${BROWSER:-yes}" != no ]; then tools/system_packages.sh || exit 1; fi

has_tests tests/library && suite "library, without Django" .venv-library/bin/python -m pytest tests/library -n "$jobs"
has_tests tests/library && suite "text recognition" .venv/bin/python -m pytest tests/library -m ocr
has_tests tests/guards && suite "guards" .venv/bin/python -m pytest tests/guards
if has_tests tests/server; then
  suite "server on SQLite" .venv/bin/python -m pytest tests/server -n "$jobs"
  postgres=$(tools/postgres.sh find)
  if [ -n "$postgres" ]; then
    suite "server on PostgreSQL" env GANGMU_DATABASE_URL="$postgres" .venv/bin/python -m pytest tests/server -n "$jobs"
  elif [ -n "${NEED_POSTGRES:-}" ]; then
    echo "No PostgreSQL, and this run must have one." >&2
    failed=1
  else
    echo "No PostgreSQL that these tests may use: the server suite ran on SQLite only (tools/postgres.sh start sets one up on Debian)."
  fi
fi
if [ "${BROWSER:-yes}" != no ] && has_tests tests/browser; then
  suite "browser" .venv/bin/python -m pytest tests/browser
fi

printf '\n== in short ==\n'
cat "$closing"
exit "$failed"
