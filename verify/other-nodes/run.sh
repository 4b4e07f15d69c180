#!/usr/bin/env bash
# The demo, unit tests and the packed tarball in a new app, under Nodes that the rest of the proof does not run on: 22 and 24, or
# those that are named, as in `bash verify/other-nodes/run.sh 20.16.0`. The property tests stay out: they are long, and ask Node nothing.
set -euo pipefail
cd "$(dirname "$0")/../.."
export npm_config_fund=false npm_config_audit=false JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION=20
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
[ $# -gt 0 ] || set -- 22 24

# The last line when all went well, everything otherwise.
summarized() {
  if "$@" > "$folder/log" 2>&1; then tail -1 "$folder/log"; else cat "$folder/log"; return 1; fi
}

# The package `node` fetches its binary in an install script, which npm may refuse to run; this is the package that it would fetch.
package=$(node -p '[process.platform === "darwin" && process.arch === "arm64" ? "node-bin" : "node", process.platform, process.arch].join("-")')

for wanted in "$@"; do
  binaries="$folder/$wanted/node_modules/$package/bin"
  if ! npm install --silent --no-progress --prefix "$folder/$wanted" "$package@$wanted" || ! "$binaries/node" --version > /dev/null; then
    echo "Node $wanted: SKIPPED, $package@$wanted is not to be had, or does not run on this machine"
    [ "${CI:-}" != true ] || exit 1
    continue
  fi
  (
    export PATH="$binaries:$PATH"
    printf '\n--- Node %s ---\n' "$(node -p process.versions.node)"
    summarized npm run --silent demo
    npx jest --ci --coverage=false --reporters=default --testPathIgnorePatterns property node_modules \
      --testPathPatterns test/cognito-auth test/grants test/local test/cli
    summarized bash verify/stranger/run.sh
  )
done
