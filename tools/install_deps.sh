#!/bin/sh
# Install the Debian 12 packages that are missing; with names as arguments, those instead of the list below.
#   tools/install_deps.sh                  what building and testing need
#   tools/install_deps.sh clang-format     something more
# Does nothing, and needs no network or root, when all are there. Elsewhere than Debian it names what it would need.
set -eu
packages="$*"
[ -n "$packages" ] || packages="g++ cmake ninja-build ccache python3 libcli11-dev libsimdjson-dev nlohmann-json3-dev \
libtomlplusplus-dev libgtest-dev zlib1g-dev libzstd-dev liblzma-dev libsqlite3-dev libpqxx-dev"

if ! command -v dpkg-query >/dev/null 2>&1; then
  command -v cmake >/dev/null 2>&1 || echo "not a Debian system: install the equivalents of $packages" >&2
  exit 0
fi
missing=""
for p in $packages; do
  [ "$(dpkg-query -W -f='${db:Status-Status}' "$p" 2>/dev/null || true)" = installed ] || missing="$missing $p"
done
[ -n "$missing" ] || exit 0

echo "installing:$missing" >&2
as_root=""
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null 2>&1 || { echo "not root and no sudo: please install$missing" >&2; exit 1; }
  as_root="sudo"
fi
$as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq </dev/null >&2
# shellcheck disable=SC2086  # a list of names
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing </dev/null >&2
