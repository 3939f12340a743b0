/** Who may import whom: the table of rooms in docs/architecture.md, checked. */

/** Packages that core may stand on: a schema, calendar arithmetic, canonical JSON, a hash. */
const CORE_PACKAGES =
  '(^|/)(zod|temporal-polyfill|temporal-spec|canonicalize)(/|$)|^(node:)?crypto$';

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'core-is-pure',
      comment: 'core decides; it does no I/O and knows no other room',
      severity: 'error',
      from: { path: '^core/' },
      to: { pathNot: ['^core/', CORE_PACKAGES] },
    },
    {
      name: 'workflows-know-core-only',
      severity: 'error',
      from: { path: '^workflows/' },
      to: { path: '^(functions|connectors|platform|infra|test|bench)/' },
    },
    {
      name: 'connectors-know-core-and-ports',
      severity: 'error',
      from: { path: '^connectors/' },
      to: { path: '^(functions|workflows|infra|test|bench|platform/(?!ports\\.ts))' },
    },
    {
      name: 'functions-do-not-choose-a-platform',
      severity: 'error',
      from: { path: '^functions/', pathNot: '^functions/lambda/' },
      to: { path: '^(infra|test|bench|platform/(aws|embedded)/)' },
    },
    {
      name: 'functions-of-lambda-are-of-aws',
      comment: 'the composition root on AWS: nobody else imports it',
      severity: 'error',
      from: { path: '^functions/lambda/' },
      to: { path: '^(infra|test|bench|platform/embedded/)' },
    },
    {
      name: 'only-deployments-know-lambda',
      severity: 'error',
      from: { pathNot: '^(functions/lambda|infra|test|bench)/' },
      to: { path: '^functions/lambda/' },
    },
    {
      name: 'infra-knows-names-only',
      comment:
        'of what it deploys: the roster, the metrics, the contract of the steps, who is told by mail, and data about the table, its partitions and the settings',
      severity: 'error',
      from: { path: '^infra/' },
      to: {
        path: '^(core|functions|connectors|platform|test|bench)/',
        pathNot:
          '^(core/law/recipients|functions/lambda/(roster|reach|metrics)|platform/aws/(table|partitions|settings))\\.ts$',
      },
    },
    {
      name: 'platform-knows-core-only',
      comment: 'but for the composition root and the demo company that it starts',
      severity: 'error',
      from: {
        path: '^platform/',
        pathNot: '^platform/embedded/((main|kaiji|make-context|doors|http-app)\\.ts|demo/)',
      },
      to: { path: '^(functions|connectors|workflows|infra|test|bench)/' },
    },
    {
      name: 'aws-and-embedded-are-strangers',
      severity: 'error',
      from: { path: '^platform/(aws|embedded)/' },
      to: { path: '^platform/(aws|embedded)/', pathNot: '^platform/$1/' },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { pathNot: '^(test|bench)/' },
      to: { path: '^test/' },
    },
    {
      name: 'no-dev-packages-at-run-time',
      severity: 'error',
      from: { path: '^(core|workflows|functions|connectors|platform)/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'everything-resolves',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
      extensions: ['.ts', '.js', '.json'],
    },
  },
};
