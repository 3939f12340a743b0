/** `docs/cost.md`, made of what was measured. */
import { known, type Line, linesOf, note, prices, region, totalOf, type Usage } from './price.ts';

export interface Journey {
  name: string;
  says: string;
  usage: Usage;
  /** Dollars. */
  goal: number;
}

export interface Costs {
  journeys: readonly Journey[];
  standing: Usage;
  waiting: { cases: number; bytes: number; usage: Usage };
  on: string;
}

export function page({ journeys, standing, waiting, on }: Costs): string {
  return `# What it costs

Written by \`npm run cost\` on ${on}; do not edit. Prices: ${region}, as known in ${known} (\`bench/cost/prices.json\`, each with its source). ${note}

## A case

| case | cost | goal | |
| --- | ---: | ---: | --- |
${journeys.map(({ name, usage, goal }) => `| ${name} | ${usd(totalOf(usage))} | < ${usd(goal)} | ${totalOf(usage) < goal ? 'met' : 'MISSED'} |`).join('\n')}

Each was carried through the functions as Lambda runs them, against local servers that speak as AWS does, and counted there: calls on
the wire, request units by the size of items and index entries, transitions in the engine's journal. Reckoned, not counted: one run of \`audit\` for each commit, two events of SES for each mail, 1 kB of logs a run, every run traced.
Time in Lambda is **this machine's**, which is busy with the local servers, too; what a real function of that memory takes only an account can show, and cold starts come on top. Not in it: Stripe's fee, data sent out
($0.085 a GB), and the pages that an operator looks at in the console, each as a page of the portal.

${journeys.map(journey).join('\n\n')}

## At rest

A deployment costs ${usd(totalOf(standing))} a month before anybody asks for anything:

${rows(linesOf(standing))}

None of it grows with cases; metrics with a dimension count more than once. That nothing but storage costs money at rest is MISSED by as much: fewer alarms (one for all steps instead of one a function) would save most, a firewall shared with other sites next.

${waiting.cases.toLocaleString('en')} cases that wait add ${usd(totalOf(waiting.usage))} a month, at ${Math.round(waiting.bytes / 100) / 10} kB a case in the table and its indexes and one file of 2 MB in the vault:

${rows(linesOf(waiting.usage))}

A waiting execution of Step Functions costs nothing, nor does a task token.

## Where it grows

- With **mails**: each is a mail of SES, a signature of KMS and four writes; an opt-out writes to every third party.
- With **commits and index entries**: each act on a case writes a commit and its row anew, the row into as many as three indexes.
- With **transitions**: a state of the workflow costs as much as forty writes.
- With **files**: evidence and packages, for as long as a case is open and a month after.
- With **open cases**: the hourly look at all of them reads every row.

## Prices

| what | each | source |
| --- | ---: | --- |
${Object.entries(prices)
  .map(([what, { usd: each, source }]) => `| ${what} | ${usd(each)} | <${source}> |`)
  .join('\n')}
`;
}

const journey = ({ name, says, usage }: Journey): string =>
  `### ${name}\n\n${says}\n\n${rows(linesOf(usage))}`;

function rows(lines: readonly Line[]): string {
  const all = lines.map(
    ({ what, count, usd: cost }) => `| ${what} | ${digits(count)} | ${usd(cost)} |`,
  );
  return ['| what | count | cost |', '| --- | ---: | ---: |', ...all].join('\n');
}

const digits = (count: number): string =>
  count >= 100
    ? Math.round(count).toLocaleString('en')
    : String(Number(count.toPrecision(3))).replace(/e-(\d+)$/, '×10⁻$1');

/** Three digits that count, never in powers of ten. */
const usd = (amount: number): string =>
  amount >= 1
    ? `$${amount.toFixed(2)}`
    : `$${amount.toFixed(Math.max(2, 2 - Math.floor(Math.log10(amount || 1)))).replace(/(\.\d\d\d*?)0+$/, '$1')}`;
