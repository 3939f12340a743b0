import { RemovalPolicy } from 'aws-cdk-lib/core';
import type { Deployment } from '../deployment.ts';

/**
 * Whatever holds cases outlives its stack, except where everything is for trying. What a first deployment made before it failed is
 * taken back also here: it holds nothing yet, and its name would stand in the way of the next try.
 */
export const removalOf = (flavour: Deployment['flavour']): RemovalPolicy =>
  flavour === 'dev' ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
