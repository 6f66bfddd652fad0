#!/bin/sh
# Installs the bundle of `make offline` where there is no network and uses it: every specimen is read, the demo answers.
# The network is cut by a name space of its own (unshare), with nothing but the loopback in it.
#   tools/try_offline.sh [MACHINE [PYTHONS]]     what the bundle was made for; what does not run here is not tried here
set -eu
machine=${1:-$(uname -m)}
pythons=${2:-}
here=$(python3 -c 'import sys; print("%d.%d" % sys.version_info[:2])')
if [ "$machine" != "$(uname -m)" ] || { [ -n "$pythons" ] && case " $pythons " in *" $here "*) false ;; esac; }; then
  echo "The bundle is built and not tried: it is for $machine, Python ${pythons:-any}; this is $(uname -m), Python $here." >&2
  exit 0
fi
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
