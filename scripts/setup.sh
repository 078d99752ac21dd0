#!/usr/bin/env bash
# Makes .venv and installs the locked dependencies (base, web or dev) and the project itself into it.
# Needs only Python 3.11 and pip; the venv is driven by the system's pip where ensurepip is missing.
set -euo pipefail
cd "$(dirname "$0")/.."
kind=$1
python=${SYSTEM_PYTHON:-python3.11}
command -v "$python" >/dev/null || python=python3
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "Sinergi needs Python 3.11 or newer; '$python' is older. Install python3.11 and try again." >&2
  exit 1
}
# A folder that has moved keeps old addresses inside: make it anew.
if [ -e .venv/.home ] && [ "$(cat .venv/.home)" != "$PWD" ]; then rm -rf .venv; fi
if [ ! -x .venv/bin/python ]; then
  "$python" -m venv --without-pip .venv
  echo "$PWD" >.venv/.home
fi
pip=("$python" -m pip --python .venv/bin/python install --quiet --no-warn-script-location)
say() { echo "$@" >&2; }
say "Installing the locked dependencies ($kind) into .venv …"
"${pip[@]}" --require-hashes -r "requirements/$kind.txt"
"${pip[@]}" --no-deps --no-build-isolation --no-index --editable .
touch ".venv/.$kind"
# The dev lock holds the base and the web lock too, the web lock the base lock.
[ "$kind" = dev ] && touch .venv/.base .venv/.web
[ "$kind" = web ] && touch .venv/.base
exit 0
