#!/usr/bin/env bash
# Builds the page from a fresh clone, with the engine where that is not built yet, and serves it.
#   scripts/start.sh            builds and serves it
#   scripts/start.sh --build    builds it only: into dist/, plain files for any host
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
package=../../bindings/web
(cd "$package" && npm ci --silent && if [ ! -e dist/full.wasm.js ]; then npm run --silent build; fi)
npm ci --silent
npm run --silent build
[ "${1:-}" = --build ] || exec npx vite preview --open
