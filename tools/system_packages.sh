#!/bin/sh
# A browser and a Chinese font for the browser tests: installed from the distribution where that can be done, named where it cannot.
# Without a Chinese font every character is a box and no test of ours would look right to a reader.
set -eu

browser() { for name in chromium chromium-browser google-chrome; do command -v "$name" && return; done; return 1; }
chinese_font() { command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list :lang=zh family 2>/dev/null | head -n 1)" ]; }

# What drives the browser (playwright's node) needs it; a small Debian does not bring it.
drivers_library() { { ldconfig -p 2>/dev/null || /sbin/ldconfig -p; } | grep -q libatomic.so.1; }

wanted=
browser >/dev/null || wanted="$wanted chromium"
chinese_font || wanted="$wanted fontconfig fonts-noto-cjk"
drivers_library || wanted="$wanted libatomic1"
[ -n "$wanted" ] || exit 0

if [ "$(id -u)" = 0 ]; then as_root=
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then as_root="sudo -n"
else as_root=none
fi

if [ "$as_root" = none ] || ! command -v apt-get >/dev/null 2>&1; then
  {
    echo "The browser tests need Chromium, a Chinese font and libatomic, and this account cannot install them."
    echo "  Debian, Ubuntu:  sudo apt-get install$wanted"
    echo "  Fedora:          sudo dnf install chromium google-noto-sans-cjk-fonts libatomic"
    echo "Then run the command again, or leave the browser out: make test BROWSER=no"
  } >&2
  exit 1
fi

echo "Installing$wanted from the distribution…"
# shellcheck disable=SC2086  # $as_root and $wanted are word lists
{
  $as_root apt-get update -qq
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $wanted >/dev/null
}
browser >/dev/null && chinese_font
