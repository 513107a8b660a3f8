#!/usr/bin/env bash
# Builds the page from a fresh clone, with the engine where that is not built yet or older than its sources, and serves it.
#   scripts/start.sh            builds and serves it
#   scripts/start.sh --build    builds it only: into dist/, plain files for any host
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
package=../../bindings/web
# Is there a file that the engine is built from, and newer than it?
stale() {
    [ ! -e "$package/dist/full.wasm.js" ] ||
        [ -n "$(find ../../src ../../rules "$package"/{engine,src,scripts} -type f -newer "$package/dist/full.wasm.js" -print -quit)" ]
}
(cd "$package" && npm ci --silent)
if stale; then (cd "$package" && npm run --silent build); fi
npm ci --silent
npm run --silent build
[ "${1:-}" = --build ] || exec npx vite preview --open
