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

# The first program of the guide.
begin() {
  local folder="$out/synthesized/$1"
  shift
  CDK_OUTDIR="$folder/first" "$@"
}

with_typescript() {
  synthesize typescript node -r ts-node/register/transpile-only verify/languages/photos.ts
  begin typescript node -r ts-node/register/transpile-only verify/languages/first.ts
}

with_python() {
  python3 -m venv "$out/venv"
  "$out/venv/bin/pip" install --quiet --disable-pip-version-check --no-compile \
    "aws-cdk-lib==$(node -p 'require("aws-cdk-lib/package.json").version')" "$out/python"
  local python="$out/venv/bin/python" asked
  synthesize python "$python" "$out/apps/photos.py"
  begin python "$python" "$out/apps/first.py"
  for program in minimal minimal_of_l2s; do
    asked=$(CDK_OUTDIR="$out/$program" "$python" "$out/apps/python/asked.py" "$out/apps/python/$program.py")
    echo "$asked" > "$out/asked-$program"
  done
  CDK_OUTDIR="$out/injected" "$python" "$out/apps/python/injector.py" | diff - "$out/apps/python/injector.expected"
}

with_java() {
  # Maven would take the newest of each range, and fetch the description of every version to find it: this takes the oldest
  sed -i.ranges -E 's|<version>\[([0-9.]+),[0-9.]+\)</version>|<version>\1</version>|' "$out/java/pom.xml"
  mvn --batch-mode --quiet --file "$out/apps/java/pom.xml" -Dmaven.javadoc.skip -Dmaven.source.skip package
  synthesize java java -cp "$out/apps/java/photos/target/classes:$out/apps/java/photos/target/dependency/*" Photos
  begin java java -cp "$out/apps/java/photos/target/classes:$out/apps/java/photos/target/dependency/*" First
}

with_go() {
  export GOPATH="$out/gopath" GOCACHE="$out/gocache" GOFLAGS='-mod=mod -modcacherw'
  cd "$out/apps/go"
  go build -o photos .
  go build -o begin ./first
  synthesize go ./photos
  begin go ./begin
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
if [ -f "$out/asked-minimal" ]; then
  ours=$(tail -1 "$out/asked-minimal") theirs=$(tail -1 "$out/asked-minimal_of_l2s")
  echo "python: the smallest program asks the kernel $ours times, the same of L2s $theirs times"
  [ "$ours" -le "$theirs" ]
fi
echo 'dotnet: generated only, nothing here compiles it'
