#!/usr/bin/env bash
# Resolves pyproject.toml into the hash-checked locks: base, web (the workbench), dev (tests, checks) and spark. No index address is written into them.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v uv >/dev/null || { echo "Install uv first: pip install uv" >&2; exit 1; }
options=(--quiet --universal --python-version 3.11 --generate-hashes
  --no-emit-index-url --no-emit-find-links --no-annotate --no-header)
uv pip compile "${options[@]}" pyproject.toml --group build --group dev \
  --extra customs --extra frames --extra linkage --extra oracles --extra web -o requirements/dev.txt
uv pip compile "${options[@]}" pyproject.toml --group build --extra linkage \
  --constraint requirements/dev.txt -o requirements/base.txt
uv pip compile "${options[@]}" pyproject.toml --group build --extra linkage --extra web \
  --constraint requirements/dev.txt -o requirements/web.txt
uv pip compile "${options[@]}" pyproject.toml --group build --extra spark \
  --constraint requirements/dev.txt -o requirements/spark.txt
