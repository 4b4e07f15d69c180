#!/usr/bin/env bash
# Generates the package for all five languages from the jsii assembly and uses it where the language is at hand.
set -euo pipefail
cd "$(dirname "$0")/.."
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
npx jsii-pacmak --code-only --outdir "$out"
for language in js python java dotnet go; do
  count=$(find "$out/$language" -type f | wc -l)
  test "$count" -gt 0
  echo "$language: $count files generated"
done
