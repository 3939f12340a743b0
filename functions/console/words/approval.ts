/** Words of the second look: a decision that waits for another person (L-07). */
import type { Language } from '../../../core/law/rights.ts';

interface ApprovalWords {
  title: string;
  help: string;
  proposedBy: (who: string, when: string) => string;
  approvedBy: (who: string, when: string) => string;
  waits: string;
  own: string;
  notYours: string;
  how: string;
  approve: string;
  approveHint: string;
  sendBack: string;
  sendBackHint: string;
  note: string;
  noteHint: string;
  button: string;
  preview: string;
  sentBackBy: (who: string, when: string) => string;
  noteGone: string;
  /** Beside the outcome that was sent back. */
  before: string;
  /** In the place of the form's help. */
  again: string;
}

export const APPROVAL_WORDS: Readonly<Record<Language, ApprovalWords>> = {
  en: {
    title: 'Approve a decision',
    help: 'Somebody has decided on a ground that counts only when a second person agrees. Read what was decided and why; no letter is made before you do.',
    proposedBy: (who, when) => `proposed by ${who}, ${when}`,
    approvedBy: (who, when) => `approved by ${who}, ${when}`,
    waits: 'Proposed: it counts when an approver has agreed.',
    own: 'You decided this. Another approver must look at it.',
    notYours: 'An approver must look at this. You can read what is proposed under “Decisions”.',
    how: 'Your judgement',
    approve: 'Approve it',
    approveHint: 'The letter is written and signed next. Your name is kept in the log.',
    sendBack: 'Send it back',
    sendBackHint: 'The case is decided anew. Nothing has gone out.',
    note: 'What should be looked at again',
    noteHint: 'Whoever decides next reads it. It is kept under the case’s key and never printed.',
    button: 'Record',
    preview: 'Read the letter first',
    sentBackBy: (who, when) => `Sent back by ${who}, ${when}`,
    noteGone: 'The note can no longer be read.',
    before: 'as it was sent back',
    again:
      'It was sent back. What had been decided is chosen already; read the note and decide anew.',
  },
  ja: {
    title: '決定の承認',
    help: '第二の担当者の承認を必要とする理由で決定案が作成されています。決定の内容と理由を確認してください。承認されるまで回答書は作成されません。',
    proposedBy: (who, when) => `${when}　${who}（決定案）`,
    approvedBy: (who, when) => `${when}　${who}（承認）`,
    waits: '決定案の段階です。承認者が承認した時点で決定となります。',
    own: 'ご自身による決定案です。別の承認者による確認が必要です。',
    notYours: '承認者による確認を待っています。決定案の内容は「決定」の欄で確認できます。',
    how: '確認の結果',
    approve: '承認する',
    approveHint: 'この後、回答書を作成して署名します。承認者の氏名が記録に残ります。',
    sendBack: '差し戻す',
    sendBackHint: '改めて決定を行います。請求者には何も送付されていません。',
    note: '改めて検討すべき点',
    noteHint:
      '次に決定する担当者に表示されます。案件の暗号鍵で保護され、回答書には記載されません。',
    button: '記録する',
    preview: '回答書を確認する',
    sentBackBy: (who, when) => `差戻し：${when}　${who}`,
    noteGone: '差戻しの理由はすでに消去されています。',
    before: '差し戻された決定案',
    again:
      '決定案が差し戻されました。前回の内容をあらかじめ選択しています。差戻しの理由を確認し、改めて決定してください。',
  },
};
