#!/bin/sh
# Writes the three hash-pinned requirement files from pyproject.toml. `make lock` runs it; `make lock UPGRADE=1` takes newer versions.
#
# No address may stand in them: they install from whatever index the machine that installs is set to. That is also why uv.lock,
# which records an address for every file, is not committed, and why this machine's own index settings are put aside here.
set -eu
cd "$(dirname "$0")/.."
UV=${UV:-uv}

uv_plain() {
  env -u UV_INDEX -u UV_INDEX_URL -u UV_DEFAULT_INDEX -u UV_EXTRA_INDEX_URL -u UV_FIND_LINKS -u UV_CONFIG_FILE \
    "$UV" --no-config "$@"
}

export_lock() { # NAME OPTION…
  name=$1
  shift
  uv_plain export --quiet --frozen --format requirements-txt --no-emit-project --no-header --no-annotate "$@" -o "$name" >/dev/null
  if grep -nE 'https?://|file:|--(extra-)?index|--find-links' "$name"; then
    echo "$name: an address stands in it; nothing of the kind may be committed." >&2
    exit 1
  fi
  echo "$name: $(grep -c '==' "$name") packages"
}

uv_plain lock --quiet ${UPGRADE:+--upgrade}
export_lock requirements.lock --no-default-groups --extra server --group build
export_lock requirements-library.lock --no-default-groups --group test --group build
export_lock requirements-dev.lock --no-default-groups --extra server --group dev
