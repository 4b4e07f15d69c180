#!/usr/bin/env bash
# Packs the library, installs the tarball into a new CDK app and uses construct, access model, guardrails and command line there.
set -euo pipefail
cd "$(dirname "$0")/../.."
app=$(mktemp -d)
trap 'rm -rf "$app"' EXIT
tarball=$(npm pack --silent --pack-destination "$app" | tail -1)
tar -xzf "$app/$tarball" -C "$app"
if find "$app/package" -name '*.map' -o -name browser -o -name API.md | grep . || grep -rlE '^//# sourceMappingURL=data:' "$app/package/lib"; then
  echo 'the tarball carries source maps, builds for browsers or API.md'
  exit 1
fi
if find "$app/package" -mindepth 1 -maxdepth 1 -name '.*' ! -name .jsii ! -name .jsii.gz | grep .; then
  echo 'the tarball carries what a run left in the checkout, such as the state of the demo'
  exit 1
fi
unpacked=$(find "$app/package" -type f -printf '%s\n' | awk '{ total += $1 } END { print total }')
echo "the tarball unpacks to $unpacked bytes"
[ "$unpacked" -le 2250000 ] || { echo 'that is more than 2.25 MB'; exit 1; }
cdk=$(node -p 'require("aws-cdk-lib/package.json").version')
cdk_cli="$PWD/node_modules/.bin/cdk"
mkdir "$app/app" && cd "$app/app"
"$cdk_cli" init app --language typescript --generate-only > /dev/null
npm install --no-progress --silent "aws-cdk-lib@$cdk" "../$tarball" 2>&1 | grep -v EBADENGINE || true
cat > lib/app-stack.ts <<'TS'
import { Stack, StackProps, Validations } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AccessModel, CognitoAuth, CognitoGuardrails } from 'cdk-cognito-auth';

export class AppStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    new CognitoAuth(this, 'Auth');
    Validations.of(this.node.root).addPlugins(new CognitoGuardrails());
    void AccessModel;
  }
}
TS
npx tsc --noEmit
npx cdk synth --quiet
npx cdk-cognito-auth check cdk.out
npx cdk-cognito-auth access cdk.out
node --input-type=module -e "import { CognitoAuth } from 'cdk-cognito-auth'; if (CognitoAuth.name !== 'CognitoAuth') process.exit(1)"

# what the package bundles is there too: the YAML reader, and the token verifier behind `serve`
printf 'Resources:\n  Pool:\n    Type: AWS::Cognito::UserPool\n    Properties:\n      UserPoolName: !Sub "${AWS::StackName}-pool"\n' > pool.yaml
npx cdk-cognito-auth check pool.yaml --fail-on critical
node node_modules/.bin/cdk-cognito-auth serve cdk.out > serve.json 2> serve.log &
server=$!
for _ in $(seq 50); do [ -s serve.json ] && break; sleep 0.2; done
kill "$server"
wait "$server" || true
grep -q '"endpoint"' serve.json || { cat serve.log; exit 1; }
echo 'the packed command line serves'
