#!/usr/bin/env bash
# The packed library in the app that the newest `cdk init` makes, with every feature flag it sets: references between stacks are weak
# there, and README's tests must say the same as ever.
set -euo pipefail
cd "$(dirname "$0")/../.."
here=$PWD
app=$(mktemp -d)
trap 'rm -rf "$app"' EXIT
tarball=$(npm pack --silent --pack-destination "$app")
mkdir "$app/app" && cd "$app/app"
npm install --no-progress --silent --prefix "$app/cli" aws-cdk@latest 2>&1 | grep -v EBADENGINE || true
"$app/cli/node_modules/.bin/cdk" init app --language typescript --generate-only > /dev/null 2>&1
npm install --no-progress --silent "../$tarball" 2>&1 | grep -v EBADENGINE || true
node -p '`aws-cdk-lib ${require("aws-cdk-lib/package.json").version}, ${Object.keys(require("./cdk.json").context).length} flags`'
rm -f lib/*.ts bin/*.ts test/*.ts
cp "$here"/verify/newest-init/app.ts.template bin/app.ts
cp "$here"/verify/newest-init/app.test.ts.template test/app.test.ts
npx tsc --noEmit
npx cdk synth --quiet > synth.txt 2>&1 || { cat synth.txt; echo 'the guardrails refuse a program of the newest app'; exit 1; }
grep -q 'Fn::GetStackOutput' cdk.out/*.template.json || echo 'note: this cdk init makes no weak references'
CDK_VALIDATION=false npx jest --ci
npx cdk-cognito-auth access cdk.out | tee access.txt | head -20
! grep -q undefined access.txt
# the twin: a guest who reads the whole bucket of the other stack is found through the weak reference
if WIDE=1 npx cdk synth --quiet --output wide.out > wide-synth.txt 2>&1; then echo 'the plugin does not find that guest'; exit 1; fi
grep -q 'guest-reads-everything' wide-synth.txt
if npx cdk-cognito-auth check wide.out > wide.txt; then cat wide.txt; echo 'a guest who reads every object is not found'; exit 1; fi
grep -q 'guest-reads-everything' wide.txt
