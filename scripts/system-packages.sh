#!/usr/bin/env bash
# The tests of PDF output need Pango, those of the workbench Chromium and PostgreSQL. Installs them
# where that is allowed, else says what to install.
set -u
packages=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 chromium postgresql)
missing=()
for package in "${packages[@]}"; do
  dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0
command -v apt-get >/dev/null 2>&1 || { echo "Tests of PDF and of the workbench in a browser will be skipped: packages are missing (on Debian: ${packages[*]})." >&2; exit 0; }
if [ "$(id -u)" = 0 ]; then sudo=(); else sudo=(sudo -n); fi
if { "${sudo[@]}" apt-get update -qq && DEBIAN_FRONTEND=noninteractive "${sudo[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >/dev/null 2>&1; then
  exit 0
fi
echo "Tests of PDF and of the workbench in a browser will be skipped. To run them: apt-get install ${missing[*]}" >&2
