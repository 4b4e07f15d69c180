#!/usr/bin/env bash
# Clients that others wrote sign in to the local run in Chromium: the page of the demo, a fresh Vite app with Amplify, a page of
# oidc-client-ts and Amplify on the hosted login, and amazon-cognito-identity-js. Skipped, and said so, where there is
# no Chromium (CHROMIUM names one).
set -euo pipefail
cd "$(dirname "$0")/../.."
export npm_config_fund=false npm_config_audit=false JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION=20
chromium=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
if [ -z "$chromium" ]; then
  echo 'skip  all of it: there is no Chromium on this machine'
  exit 0
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cp verify/browser/package.json.template "$folder/package.json"
npm install --prefix "$folder" --no-progress --silent 2>&1 | grep -v EBADENGINE || true

# What the guide to front ends says, in an app that was not made for this.
(cd "$folder" && npm create --yes vite@latest app -- --template vanilla-ts --no-interactive > create.log 2>&1 < /dev/null) || { cat "$folder/create.log"; exit 1; }
npm install --prefix "$folder/app" --no-progress --silent aws-amplify@6 2>&1 | grep -v EBADENGINE || true
cp verify/browser/vite-app/main.ts.template "$folder/app/src/main.ts"
cp examples/photo-sharing/web/account.ts "$folder/app/src/"

CHROMIUM=$chromium FOREIGN=$folder node -r ts-node/register/transpile-only verify/browser/main.ts
