/** `npm run law [-- L-04 …]`: every rule, what it says, and where it is carried out and tested. */
import { styleText } from 'node:util';
import { Right } from '../../core/law/rights.ts';
import { ruleFor } from '../../core/law/rules.ts';
import { type LawRow, REQUESTS, THE_LAW, TRAPS } from '../../core/law/the-law.ts';
import { VERSIONS } from '../../core/law/versions.ts';
import { type Trace, traces } from './trace.ts';

const WIDTH = 100;
const SURE = { Q: 'read', S: 'secondary source', M: 'from memory' } as const;
const all = traces();

/** Lines of at most `WIDTH`, each behind the margin. */
function wrapped(text: string, margin = '    '): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last && last.length + word.length + 1 > WIDTH - margin.length) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines.map((line) => margin + line).join('\n');
}

function list(label: string, items: readonly string[]): string {
  if (items.length === 0) return `  ${label}: ${styleText('red', 'none')}`;
  return [`  ${label} (${items.length})`, ...items.map((item) => `    ${item}`)].join('\n');
}

const heading = (text: string): string => styleText('bold', text);

function printed(row: LawRow, carried: readonly string[]): string {
  const { id, title, says, sources, doubt, ours } = row;
  const cited = sources.map(
    ({ cite, confidence }) => `${cite} (${confidence}: ${SURE[confidence]})`,
  );
  return [
    heading(`${id}  ${title}`),
    ...says.map((sentence) => wrapped(sentence, '  ')),
    wrapped(`Sources: ${cited.join('; ') || 'none; the rule is ours'}`, '  '),
    ...(doubt ? [styleText('yellow', wrapped(`Doubt: ${doubt}`, '  '))] : []),
    ...(ours ? [wrapped(`Ours: ${ours}`, '  ')] : []),
    ...carried,
    '',
  ].join('\n');
}

const tested = (tests: Trace['tests']): string =>
  list(
    'tests',
    tests.map(({ file, name }) => `${name}  ${styleText('dim', file)}`),
  );

const traced = ({ rules, code, tests }: Trace): string[] => [
  list('rules', rules),
  list('code', code),
  tested(tests),
];

function printedRequest(right: Right): string {
  const { statute, cites, confidence, valid } = ruleFor(right);
  return [
    heading(`${right}  ${statute}`),
    wrapped(REQUESTS[right], '  '),
    `  Rests on: ${cites.join(', ')} (${confidence}: ${SURE[confidence]}), received from ${valid.from}${valid.to ? ` to ${valid.to}` : ' on'}`,
    tested(all.of(right).tests),
    '',
  ].join('\n');
}

const asked = process.argv.slice(2);
const wanted = (id: string) => asked.length === 0 || asked.includes(id);

console.log(heading('\nRules\n'));
for (const row of THE_LAW.filter(({ id }) => wanted(id)))
  console.log(printed(row, traced(all.of(row.id))));
console.log(heading('Requests\n'));
for (const right of Right.options.filter(wanted)) console.log(printedRequest(right));
console.log(heading('Traps: law against policy\n'));
for (const trap of TRAPS.filter(({ id }) => wanted(id))) {
  const { tests } = all.of(trap.id);
  console.log(printed(trap, [list('kept by', trap.keptBy), tested(tests)]));
}

console.log(heading('Versions, by day of receipt (L-34)\n'));
for (const { version, from, changed, disclosureFee } of VERSIONS.policy)
  console.log(
    `  policy ${version}, from ${from}: ${changed.en}; disclosure ${disclosureFee} cents`,
  );
for (const { version, from, changed } of VERSIONS.rules)
  console.log(`  rules  ${version}, from ${from}: ${changed.en}`);
console.log('');

const bare = THE_LAW.filter(({ id }) => {
  const { code, tests } = all.of(id);
  return code.length === 0 || tests.length === 0;
}).map(({ id }) => id);
console.log(
  bare.length === 0
    ? `Each of the ${THE_LAW.length} rules has code and tests.`
    : styleText('red', `Without code or tests: ${bare.join(', ')}.`),
);
if (bare.length > 0) process.exitCode = 1;
