#!/usr/bin/env bash
# Runs the unit tests against the newest aws-cdk-lib in a copy of the checkout; the template snapshots must hold there too, and the newest
# schema of CloudFormation has nothing that docs/coverage.md doesn't know. What is about policies and requests alone asks the CDK nothing and stays out.
set -euo pipefail
cd "$(dirname "$0")/../.."
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
git ls-files -z | tar --null -T - -c | tar -x -C "$copy"
cp -r node_modules "$copy/node_modules"
cd "$copy"
npm install --no-save --no-package-lock --no-progress --ignore-scripts --legacy-peer-deps aws-cdk-lib@latest constructs@latest \
  @aws-cdk/aws-service-spec@latest 2>&1 | grep -v EBADENGINE | tail -2
node -p '["aws-cdk-lib", "@aws-cdk/aws-service-spec"].map(name => name + " " + require(name + "/package.json").version).join(", ")'
npx jest --ci --coverage=false --reporters=default --testPathIgnorePatterns node_modules test/policy test/local test/guardrails/unknown-values
# what the newest deprecates fails the builds of those who say JSII_DEPRECATED=fail: nothing that sets a prop may call it
JSII_DEPRECATED=fail npx jest --ci --coverage=false --reporters=default --testPathPatterns test/coverage test/people test/apis test/operations
node -r ts-node/register/transpile-only scripts/built-in-validation.ts
