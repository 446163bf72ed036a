#!/bin/sh
# What the tests need beside Python: a browser and a Han font, two web servers, PostgreSQL, node, Java and the Nu checker,
# systemd's reader of timers; for `make proof` (tools.sh proof) LibreOffice and its bridge to Python, 90 MB, and Decap CMS, 16 MB. Installs what is not there. Whoever may not install gets the command and exit status 2.
set -eu
cd "$(dirname "$0")/.."
PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin"  # where web servers stand, on no path but the superuser's
nu=26.9.27                                    # version of npm's vnu-jar; tests/site/vnu-allowed.yaml answers what it says
jar=.tools/node_modules/vnu-jar/build/dist/vnu.jar
decap=.tools/decap-cms/package/dist/decap-cms.js

missing=""
need() {  # need PACKAGE COMMAND...: one of the commands, or else the package
  package=$1
  shift
  for command; do
    if command -v "$command" >/dev/null 2>&1; then return; fi
  done
  missing="$missing $package"
}
has() { apt-cache show "$1" >/dev/null 2>&1; }

need chromium-headless-shell chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable
need nginx-light nginx
need caddy caddy
need default-jre-headless java
if ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then need postgresql initdb; fi  # Debian has it on no path
need nodejs node
need openssh-client ssh-keygen
need systemd systemd-analyze
if [ "${1:-}" = proof ]; then
  need libreoffice-calc-nogui soffice
  if ! /usr/bin/python3 -c "import uno" 2>/dev/null; then missing="$missing python3-uno"; fi
fi
if ! fc-list :lang=zh 2>/dev/null | grep -q .; then missing="$missing fonts-wqy-microhei"; fi
if [ ! -f "$jar" ] || { [ "${1:-}" = proof ] && [ ! -f "$decap" ]; }; then need npm npm; fi

if [ -n "$missing" ]; then
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "The tests need more than is installed here; in Debian: sudo apt-get install --no-install-recommends$missing" >&2
    exit 2
  fi
  apt-get update -qq
  if ! has chromium-headless-shell; then  # older releases have the whole browser alone
    missing=$(echo "$missing" | sed 's/chromium-headless-shell/chromium/')
  fi
  # shellcheck disable=SC2086  # a list of packages
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi

if ! grep -qs "\"version\": \"$nu\"" .tools/node_modules/vnu-jar/package.json; then
  npm install --prefix .tools --no-save --silent --no-audit --no-fund --ignore-scripts "vnu-jar@$nu"
fi

if [ "${1:-}" = proof ]; then  # the file alone: what npm would install beside it is 800 MB
  version=$(sed -n 's/^PACKAGE, VERSION, SCRIPT = .*"\([0-9.]*\)".*/\1/p' generator/desk/decap/configuration.py)
  if ! grep -qs "\"version\": \"$version\"" .tools/decap-cms/package/package.json; then
    mkdir -p .tools/decap-cms
    npm pack --silent --pack-destination .tools/decap-cms "decap-cms@$version" >/dev/null
    tar -xzf ".tools/decap-cms/decap-cms-$version.tgz" -C .tools/decap-cms package/package.json package/dist/decap-cms.js
    rm ".tools/decap-cms/decap-cms-$version.tgz"
  fi
fi
