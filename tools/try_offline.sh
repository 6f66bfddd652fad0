#!/bin/sh
# Installs the bundle of `make offline` where there is no network and uses it: every specimen is read, the demo answers.
# The network is cut by a name space of its own (unshare), with nothing but the loopback in it.
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
HOME=$room $cut python3 "$PWD/tools/offline/try_bundle.py" "$room"
echo "$archive installs and works with the network cut."
