/**
 * No act carries this rule out: it is honoured by what is left undone. So it is looked for: that
 * nothing threatens, and that nothing that a requester meets knows whether they asked before.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Asked, openFromForm } from '../../../core/case/opening.ts';
import { objection } from '../../../core/law/objection.ts';
import { planFor } from '../../../core/law/plan-for.ts';
import { CaseRig } from '../case/case-rig.ts';

const ROOT = join(import.meta.dirname, '../../..');

const filesIn = (pattern: string) => {
  const files = globSync(pattern, { cwd: ROOT });
  expect(files.length, pattern).toBeGreaterThan(10);
  return files.map((file) => ({ file, text: readFileSync(join(ROOT, file), 'utf8') }));
};

describe('nobody is worse off for asking (L-29)', () => {
  it('no notice, letter or page threatens with a worse service, a price or an account closed', () => {
    const threats =
      /(suspend|terminate|close|restrict|downgrade|limit) (your (account|access|membership|service)|the service)|blacklist|blocklist|no longer (serve|offer you)|(worse|lower|reduced) (service|quality)|higher price|legal action against you|退会(となります|していただ)|ご利用を(停止|制限|お断り)|サービスの(質|提供).{0,8}(低下|停止|制限)|不利益を被/i;
    for (const { file, text } of filesIn(
      '{core/notices,core/letter,core/law,functions/portal}/**/*.ts',
    ))
      expect(text.match(threats)?.[0] ?? null, file).toBeNull();
  });

  it('no page of the portal asks who has asked before', () => {
    for (const { file, text } of filesIn('functions/portal/**/*.ts'))
      expect(text, file).not.toMatch(/subjectKeys|bySubject|ofSubject|earlierCases|repeat/i);
  });

  it('a second request of one person gets the very plan that the first got', () => {
    const asked: Asked = {
      language: 'en',
      residence: 'california',
      rights: ['ccpa.know-specific', 'ccpa.delete'],
      period: null,
      delivery: 'electronic',
    };
    const first = new CaseRig(asked);
    const again = openFromForm(
      asked,
      first.now,
      { name: 'Test Person', email: 'person@example.com' },
      { subjectKeys: [...first.state.subjectKeys], submission: 'second' },
    );
    const { regime, rights } = again.data;
    expect(planFor({ regime, rights, receivedAt: first.now })).toEqual(first.state.plan);
  });

  it.each(['en', 'ja'] as const)('an answer that gives less says so (%s)', (language) => {
    expect(objection('ccpa', language).paragraphs.join(' ')).toMatch(
      /do not discriminate or retaliate|不利に取り扱うことはありません/,
    );
  });
});
