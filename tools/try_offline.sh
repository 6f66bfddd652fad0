#!/bin/sh
# Installs the bundle of `make offline` where there is no network and uses it: a plan is read, the server answers.
# The network is cut by a name space of its own (unshare), with only the loopback in it.
set -eu
cd "$(dirname "$0")/.."
archive=$(ls -t dist/gangmu-*-offline.tar.gz | head -n 1)

if unshare --net true 2>/dev/null; then cut="unshare --net"
elif unshare --user --map-root-user --net true 2>/dev/null; then cut="unshare --user --map-root-user --net"
else
  echo "This account may not cut its own network (unshare): the bundle is built and not tried." >&2
  exit 0
fi

room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
tar -xzf "$archive" -C "$room"
# shellcheck disable=SC2086  # $cut is a word list
HOME=$room $cut sh -eu -c '
  cd "$1"
  command -v ip >/dev/null 2>&1 && ip link set lo up
  if python3 -c "import socket; socket.create_connection((\"1.1.1.1\", 443), 3)" 2>/dev/null; then
    echo "The network is not cut; this proves nothing." >&2
    exit 1
  fi
  sh gangmu-*-offline/install.sh "$1/installed" >/dev/null
  for plan in gangmu-*-offline/examples/*.*; do
    case $plan in *.md) continue ;; esac
    installed/bin/gangmu read "$plan" --format json >/dev/null
    echo "read without a network: ${plan##*/}"
  done
  GANGMU_DATA_DIR=$1/data installed/bin/gangmu-server check --deploy --fail-level ERROR
' try "$room"
echo "$archive installs and works with the network cut."
