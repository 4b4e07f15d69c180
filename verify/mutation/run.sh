#!/usr/bin/env bash
# Mutates the judgements (identity-facts, policy, access-model, guardrails) and counts how many mutants the tests notice: 85 % and more.
# Takes most of an hour; `bash verify/mutation/run.sh src/policy` for one folder. Works in a copy: nothing is written here but reports/.
set -euo pipefail
cd "$(dirname "$0")/../.."
here=$PWD
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
git ls-files -z | tar --null -T - -c | tar -x -C "$copy"
cp -r node_modules "$copy/node_modules"
cd "$copy"
npm install --no-save --no-package-lock --no-progress --ignore-scripts --legacy-peer-deps @stryker-mutator/core@9.6.1 2>&1 | grep -v EBADENGINE | tail -2
mutate=()
for place in "$@"; do
  if [ -d "$place" ]; then mutate+=("$place/**/*.ts"); else mutate+=("$place"); fi
done
status=0
WARM_TESTS=${WARM_TESTS:-'test/(access-model|guardrails|identity-facts|policy|template|stack)/(?!differential|unknown-values|yaml)'} \
  npx stryker run verify/mutation/stryker.config.json ${mutate:+--mutate "$(IFS=,; echo "${mutate[*]}")"} || status=$?
mkdir -p "$here/reports" && cp -r reports/mutation "$here/reports/"
exit "$status"
