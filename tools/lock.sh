#!/bin/sh
# Writes the three hash-pinned requirement files from pyproject.toml. `make lock` runs it: versions that stand there are kept where they
# still fit; `make lock UPGRADE=1` takes newer ones.
#
# No address may stand in them: they install from whatever index the machine that installs is set to. That is why this machine's own
# index settings are put aside here, and why uv.lock, which records an address for every file, is not used.
set -eu
cd "$(dirname "$0")/.."
UV=${UV:-uv}

compile() { # NAME OPTION…
  name=$1
  shift
  env -u UV_INDEX -u UV_INDEX_URL -u UV_DEFAULT_INDEX -u UV_EXTRA_INDEX_URL -u UV_FIND_LINKS -u UV_CONFIG_FILE \
    "$UV" --no-config pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
    --no-header --no-annotate --no-emit-index-url --no-emit-find-links ${UPGRADE:+--upgrade} "$@" --output-file "$name" >/dev/null
  if grep -nE 'https?://|file:|--(extra-)?index|--find-links' "$name"; then
    echo "$name: an address stands in it; nothing of the kind may be committed." >&2
    exit 1
  fi
  echo "$name: $(grep -c '==' "$name") packages"
}

# Everything first; the other two are parts of it, with the same versions.
compile requirements-dev.lock --extra server --extra ocr --extra scale --group dev
UPGRADE=
compile requirements.lock --extra server --group build --constraint requirements-dev.lock
compile requirements-library.lock --group test --group build --constraint requirements-dev.lock
