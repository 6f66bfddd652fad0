#!/bin/sh
# Installs Gangmu from this folder, without a network.   安装纲目，不需要联网。
#   sh install.sh [FOLDER]      default: /opt/gangmu for root, ~/gangmu for anybody else
#   PYTHON=python3.12 sh install.sh
set -eu
here=$(cd "$(dirname "$0")" && pwd)
if [ "$(id -u)" = 0 ]; then default=/opt/gangmu; else default=$HOME/gangmu; fi
target=${1:-$default}
python=${PYTHON:-python3}

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
  echo "Python 3.11 or newer is needed; name one: PYTHON=python3.12 sh install.sh" >&2
  echo "需要 Python 3.11 或更新的版本，可以这样指定：PYTHON=python3.12 sh install.sh" >&2
  exit 1
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
  echo "This Python has no venv: install the package python3-venv from the system's medium.   此 Python 缺少 venv，请从系统安装盘安装 python3-venv。" >&2
  exit 1
fi

"$python" -m venv "$target"
pip() { "$target/bin/python" -m pip --isolated --quiet --disable-pip-version-check "$@"; }
pip install --no-index --find-links "$here/wheels" --require-hashes --requirement "$here/requirements.lock"
pip install --no-index --no-deps --force-reinstall "$here"/wheels/gangmu-*.whl

"$target/bin/gangmu" --version
cat <<EOT
Installed in $target    已安装到 $target
  $target/bin/gangmu read $here/examples/FILE --format table
  $target/bin/gangmu-server demo        # 127.0.0.1:8000, Ctrl-C ends it   演示，Ctrl-C 结束
To run it for an office: docs/how-to/run-the-server.md    正式部署见 docs/how-to/run-the-server.zh.md
EOT
