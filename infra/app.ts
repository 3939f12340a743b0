/** `npx cdk deploy --all`: bundles every function, then lays out the stacks of `deployment.json` (or of `-c deployment=<file>`). */
import { join } from 'node:path';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { App } from 'aws-cdk-lib/core';
import { z } from 'zod';
import { bundle, entryNames } from './bundle.ts';
import { deploy } from './deploy.ts';
import { readDeployment } from './deployment.ts';

const app = new App();
const file = z.string().default('deployment.json').parse(app.node.tryGetContext('deployment'));
const deployment = readDeployment(file);
const into = join(app.outdir, 'bundles');
for (const name of entryNames()) await bundle(name, into, deployment.stores.dataMap);
deploy(app, deployment, (name) => Code.fromAsset(join(into, name)));
