/**
 * What is counted of what is told, as data: the event, and the metrics that it is. Handlers only tell. Runs, failures and durations of
 * functions are no metrics of ours: Lambda counts them by itself, for nothing.
 */
import type { MetricUnit } from '@aws-lambda-powertools/metrics';

export const NAMESPACE = 'Kaiji';
/** By which the metrics of one deployment are told from those of another: its name, in `POWERTOOLS_SERVICE_NAME`. */
export const DEPLOYMENT = 'service';

interface Counted {
  metric: string;
  unit: (typeof MetricUnit)[keyof typeof MetricUnit];
  /** The fact that holds the value; each telling counts one without it. */
  value?: string;
  /** The fact that the metric is told apart by. Few values, never a case's. */
  by?: string;
}

const one = <Name extends string>(metric: Name, by?: string) => ({
  metric,
  unit: 'Count' as const,
  ...(by !== undefined && { by }),
});
const count = <Name extends string>(metric: Name, value: string, by?: string) => ({
  ...one(metric, by),
  value,
});

export const METRICS = {
  'case opened': [one('CasesOpened', 'channel')],
  'case closed': [one('CasesClosed', 'outcome')],
  'case stuck': [one('CasesStuck')],
  'case purged': [one('CasesPurged')],
  'record of a case erased': [one('RecordsErased')],
  'task opened': [one('TasksOpened', 'kind')],
  'store handed over to a person': [one('StoresHandedOver', 'store')],
  'log of a case does not hold': [one('BrokenLogs')],
  'mail sent': [one('MailsSent', 'purpose')],
  'mail bounced': [one('MailsBounced')],
  'mail with a virus left unopened': [one('MailsLeft')],
  'mail cannot be read': [one('MailsLeft')],
  'letter.unstamped': [one('LettersUnstamped')],
  'operators told of a clock': [one('ClocksWarned', 'stage')],
  'no operator to tell of a clock': [one('ClocksUntold')],
  'page failed': [one('RequestsFailed', 'path')],
  'console page failed': [one('RequestsFailed', 'path')],
  'request failed': [one('RequestsFailed', 'path')],
  'checkout failed': [one('CheckoutsFailed')],
  swept: [count('SweepLooked', 'looked'), count('SweepFailed', 'failed')],
  'cases stand': [count('OpenCases', 'count', 'stage')],
  'clocks stand': [
    count('ClocksNear', 'near'),
    count('ClocksPastTarget', 'pastTarget'),
    count('ClocksPastLimit', 'pastLimit'),
  ],
  'operators are waited for': [
    count('CasesForOperators', 'waiting'),
    count('LongestWaitHours', 'longestHours'),
  ],
  'certificate lasts': [count('CertificateDays', 'days')],
  'rows repaired': [count('RowsRepaired', 'repaired')],
  'row not repaired': [one('RowsNotRepaired')],
} as const satisfies Readonly<Record<string, readonly Counted[]>>;

export type MetricName = (typeof METRICS)[keyof typeof METRICS][number]['metric'];

const BY_EVENT = new Map<string, readonly Counted[]>(Object.entries(METRICS));

export const metricsOf = (event: string): readonly Counted[] => BY_EVENT.get(event) ?? [];
