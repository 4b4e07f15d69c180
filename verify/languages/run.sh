#!/usr/bin/env bash
# Generates the package for all five languages from the jsii assembly, and uses it in Python, Java and Go: the same app must become
# the very template that TypeScript makes. A language without its tools on this machine is skipped, and said so; CI=true makes that
# a failure. .NET is generated only.
set -euo pipefail
cd "$(dirname "$0")/../.."
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

npx jsii-pacmak --code-only --outdir "$out"
for language in js python java dotnet go; do
  count=$(find "$out/$language" -type f | wc -l)
  test "$count" -gt 0
  echo "$language: $count files generated"
done
cp -r verify/languages "$out/apps"

# What a language leaves behind: its cdk.out, and what it printed.
synthesize() {
  local folder="$out/synthesized/$1"
  shift
  mkdir -p "$folder"
  CDK_OUTDIR="$folder/cdk.out" "$@" > "$folder/answers"
}

with_typescript() {
  synthesize typescript node -r ts-node/register/transpile-only verify/languages/photos.ts
}

with_python() {
  python3 -m venv "$out/venv"
  "$out/venv/bin/pip" install --quiet --disable-pip-version-check --no-compile \
    "aws-cdk-lib==$(node -p 'require("aws-cdk-lib/package.json").version')" "$out/python"
  synthesize python "$out/venv/bin/python" "$out/apps/photos.py"
}

with_java() {
  # Maven would take the newest of each range, and fetch the description of every version to find it: this takes the oldest
  sed -i.ranges -E 's|<version>\[([0-9.]+),[0-9.]+\)</version>|<version>\1</version>|' "$out/java/pom.xml"
  mvn --batch-mode --quiet --file "$out/apps/java/pom.xml" -Dmaven.javadoc.skip -Dmaven.source.skip package
  synthesize java java -cp "$out/apps/java/photos/target/classes:$out/apps/java/photos/target/dependency/*" Photos
}

with_go() {
  export GOPATH="$out/gopath" GOCACHE="$out/gocache" GOFLAGS='-mod=mod -modcacherw'
  cd "$out/apps/go"
  go build -o photos .
  synthesize go ./photos
}

has_python() { python3 -c 'import ensurepip, venv'; }
has_java() { javac -version && mvn --version; }
has_go() { go version; }

languages=(typescript)
for language in python java go; do
  if "has_$language" > /dev/null 2>&1; then
    languages+=("$language")
  else
    echo "$language: SKIPPED, its tools are not on this machine (python3 with venv and pip; a JDK and Maven; Go)"
    [ "${CI:-}" != true ] || exit 1
  fi
done

jobs=()
for language in "${languages[@]}"; do
  "with_$language" > "$out/$language.log" 2>&1 &
  jobs+=($!)
done
failed=()
for index in "${!jobs[@]}"; do
  wait "${jobs[$index]}" || failed+=("${languages[$index]}")
done
for language in "${failed[@]}"; do
  echo "$language: FAILED"
  cat "$out/$language.log"
done
[ ${#failed[@]} = 0 ] || exit 1

node -r ts-node/register/transpile-only verify/languages/compare.ts "$out/synthesized"
echo 'dotnet: generated only, nothing here compiles it'
