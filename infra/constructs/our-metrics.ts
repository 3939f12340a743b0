/** The metrics that functions write by themselves (`functions/lambda/metrics.ts`), of one deployment. */

import { type IMetric, MathExpression, Metric, type MetricProps } from 'aws-cdk-lib/aws-cloudwatch';
import type { Duration } from 'aws-cdk-lib/core';
import { DEPLOYMENT, type MetricName, NAMESPACE } from '../../functions/lambda/metrics.ts';

/** One that is told apart by nothing but its deployment. */
export const ours = (
  deployment: string,
  metricName: MetricName,
  props: Pick<MetricProps, 'statistic' | 'period' | 'label'>,
): IMetric =>
  new Metric({
    namespace: NAMESPACE,
    metricName,
    dimensionsMap: { [DEPLOYMENT]: deployment },
    ...props,
  });

/** All values of one that is told apart by a fact, a line each. */
export const oursBy = (
  deployment: string,
  metricName: MetricName,
  by: string,
  { statistic, period }: { statistic: 'Sum' | 'Maximum'; period: Duration },
): IMetric =>
  new MathExpression({
    expression: `SEARCH('{${NAMESPACE},${DEPLOYMENT},${by}} ${DEPLOYMENT}="${deployment}" MetricName="${metricName}"', '${statistic}', ${period.toSeconds()})`,
    label: '',
    period,
    usingMetrics: {},
  });
