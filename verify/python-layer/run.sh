#!/usr/bin/env bash
# The checks that need Python: an emulated CloudFormation engine, and linters that are not ours. Skipped, and said so, where there
# is no Python. PYTHON_LAYER=required makes that a failure instead.
set -euo pipefail
cd "$(dirname "$0")/../.."

give_up() {
  echo "skip  the whole layer: $1"
  if [ "${PYTHON_LAYER:-}" = required ]; then
    printf '\n0 passed, 1 failed, 0 skipped\n'
    exit 1
  fi
  printf '\n0 passed, 0 failed, 1 skipped\n'
  exit 0
}

python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || give_up 'python3 is missing or older than 3.11'
python3 -c 'import ensurepip, venv' 2>/dev/null || give_up 'python3 comes without venv and pip'

# Each tool pins what it needs, and the pins do not agree: one environment each, made again when its requirements change.
install() {
  local environment=".venv/$1" requirements="verify/python-layer/requirements/$1.txt"
  cmp --silent "$requirements" "$environment/installed.txt" && return
  rm -rf "$environment"
  python3 -m venv "$environment"
  "$environment/bin/pip" install --quiet --disable-pip-version-check --retries 1 --timeout 15 --requirement "$requirements" \
    2>"$environment/install.log" || return 1
  cp "$requirements" "$environment/installed.txt"
}
mkdir -p .venv
jobs=()
for tool in emulator cfn-lint checkov; do
  install "$tool" &
  jobs+=($!)
done
installed=true
for job in "${jobs[@]}"; do wait "$job" || installed=false; done
if ! $installed; then
  cat .venv/*/install.log
  # no versions at all: there is no package index to be reached. Anything else is a pin that does not install.
  grep --quiet 'from versions: none' .venv/*/install.log && give_up 'no Python package index can be reached'
  printf '\n0 passed, 1 failed, 0 skipped\n'
  exit 1
fi
echo "Python environments ready (${SECONDS} s)"

exec env NODE_NO_WARNINGS=1 node -r ts-node/register/transpile-only verify/python-layer/main.ts
