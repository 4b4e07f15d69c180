// Newer CDKs run their own validator at every synth; the one test that wants it switches it on itself.
process.env.CDK_VALIDATION ??= 'false';
// Keep jsii's end-of-life banner for Node 20 out of the test output.
process.env.JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION ??= '20';
// … and the AWS SDK's
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
