#!/usr/bin/env bash
# People sign in, and what they become and may do is compared with what the access model says of the templates. Without an argument on
# this machine, where it is also shown that it notices what is deployed otherwise. With `deploy` on the account and in the region of the
# AWS credentials in the environment: two stacks, removed at the end (`keep` leaves them there, `destroy` removes what was left).
set -euo pipefail
cd "$(dirname "$0")/../.."
export CDK_DISABLE_STACK_TRACE=1
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
node='node -r ts-node/register/transpile-only'
cdk() { npx cdk "$@" --all --app "$node verify/on-account/app.ts" --output "$out/cdk.out"; }

case "${1:-}" in
  '')
    CDK_OUTDIR="$out/cdk.out" $node verify/on-account/app.ts
    $node verify/on-account/main.ts "$out/cdk.out"
    ;;
  deploy | keep)
    [ "$1" = keep ] || trap 'cdk destroy --force; rm -rf "$out"' EXIT
    cdk deploy --require-approval never --outputs-file "$out/outputs.json"
    $node verify/on-account/main.ts "$out/cdk.out" "$out/outputs.json"
    ;;
  destroy)
    cdk destroy --force
    ;;
  *)
    echo "usage: $0 [deploy | keep | destroy]" >&2
    exit 2
    ;;
esac
