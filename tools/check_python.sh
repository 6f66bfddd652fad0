#!/bin/sh
# Says in one line what is missing before a set-up fails half-way: a Python that is new enough, and its venv.
python=${1:-python3}
if ! command -v "$python" >/dev/null 2>&1; then
  echo "No $python here. Install Python 3.11 or newer, or name one: make setup PYTHON=python3.12" >&2
  exit 1
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "$("$python" --version) is too old: Gangmu needs 3.11 or newer. Name another: make setup PYTHON=python3.12" >&2
  exit 1
fi
if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
  echo "$("$python" --version) has no venv. On Debian and Ubuntu: apt-get install python3-venv" >&2
  exit 1
fi
