const { default: Runtime } = require('jest-runtime');

const SHARED = /^(aws-cdk-lib|constructs)(\/|$)/;

/** Loads the CDK once a worker, not once a test file: it is most of what a file waits for, and keeps nothing from one app to the next. */
module.exports = class SharedCdkRuntime extends Runtime {
  requireModuleOrMock(from, name) {
    return SHARED.test(name) ? require(name) : super.requireModuleOrMock(from, name);
  }
};
