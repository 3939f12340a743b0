import { RemovalPolicy } from 'aws-cdk-lib';
import type { Deployment } from '../deployment.ts';

/** Whatever holds cases outlives its stack, except where everything is for trying. */
export const removalOf = (flavour: Deployment['flavour']): RemovalPolicy =>
  flavour === 'dev' ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN;
