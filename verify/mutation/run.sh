#!/usr/bin/env bash
# Mutates the judgements (identity-facts, policy, access-model, guardrails) and counts how many mutants the tests notice: 85 % and more.
# Takes most of an hour; `bash verify/mutation/run.sh src/policy` for one folder. Works in a copy: nothing is written here but reports/.
# It ends after MINUTES (90), and fails under 85 % or with more than 23 % of the mutants at load time, which no test can be asked about.
set -euo pipefail
cd "$(dirname "$0")/../.."
here=$PWD
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
git ls-files -z | tar --null -T - -c | tar -x -C "$copy"
mkdir "$copy/node_modules" && cp -a node_modules/. "$copy/node_modules" # a linked folder is copied, never written to
cd "$copy"
npm install --no-save --no-package-lock --no-progress --ignore-scripts --legacy-peer-deps @stryker-mutator/core@9.6.1 2>&1 | grep -v EBADENGINE | tail -2
mutate=()
for place in "$@"; do
  if [ -d "$place" ]; then mutate+=("$place/**/*.ts"); else mutate+=("$place"); fi
done
status=0
WARM_TESTS=${WARM_TESTS:-'test/(access-model|guardrails|identity-facts|policy|template|stack)/(?!differential|resource-differential|nothing-internal|odd-templates|cdk-constructs|unknown-values|yaml)'} \
  timeout "${MINUTES:-90}m" npx stryker run verify/mutation/stryker.config.json ${mutate:+--mutate "$(IFS=,; echo "${mutate[*]}")"} || status=$?
mkdir -p "$here/reports" && cp -r reports/mutation "$here/reports/"
node verify/mutation/score.mjs reports/mutation/mutation.json || status=$?
exit "$status"
