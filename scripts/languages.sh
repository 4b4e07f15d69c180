#!/usr/bin/env bash
# Generates the package for all five languages from the jsii assembly, and uses the Python one where Python is at hand.
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

if ! python3 -m venv --help > /dev/null 2>&1; then
  echo 'python: SKIPPED, no python3 with venv on this machine'
  exit 0
fi
python3 -m venv "$out/venv"
"$out/venv/bin/pip" install --quiet --disable-pip-version-check \
  "aws-cdk-lib==$(node -p 'require("aws-cdk-lib/package.json").version')" "$out/python"
"$out/venv/bin/python" scripts/languages/smoke.py
