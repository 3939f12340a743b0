/** Words for doubting what was carried out at once: an opt-out, a limit (L-06). */
import type { EventType } from '../../../core/case/events.ts';
import type { RefusalReason } from '../../../core/case/refused.ts';
import type { Language } from '../../../core/law/rights.ts';

type Refusals = Extract<RefusalReason, 'already-purged' | 'not-applied' | 'valid-as-sent'>;
type Events = Extract<EventType, `application.${string}` | 'third-party.told-back'>;

interface DoubtWords {
  events: Readonly<Record<Events, string>>;
  done: Readonly<Record<'doubt' | 'judge-doubt', string>>;
  refused: Readonly<Record<Refusals, string>>;
  purposes: Readonly<Record<'opt-out-judged' | 'limit-judged', string>>;
  open: string;
  help: string;
  outcome: string;
  outcomes: Readonly<Record<'deny' | 'not-needed', string>>;
  hints: Readonly<Record<'deny' | 'not-needed', string>>;
  reason: string;
  reasonHint: string;
  explanation: string;
  explanationHint: string;
  sure: string;
  button: string;
  waits: string;
  upheld: (who: string, when: string) => string;
  approve: {
    title: (right: string) => string;
    help: string;
    yes: string;
    yesHint: string;
    no: string;
    noHint: string;
    note: string;
    noteHint: string;
  };
  forRequester: string;
  untold: string;
  toldBack: string;
}

const en: DoubtWords = {
  events: {
    'application.doubted': 'What was carried out is doubted',
    'application.upheld': 'Doubt not shared: it stays carried out',
    'application.judged': 'What was carried out was looked at again',
    'third-party.told-back': 'Third party told that it no longer applies',
  },
  done: {
    doubt:
      'Recorded. A denial counts when an approver has agreed; until then what was carried out stays.',
    'judge-doubt': 'Recorded.',
  },
  refused: {
    'already-purged':
      'It is too late: the personal data of this case is destroyed, and the requester can no longer be told. Nothing was changed.',
    'not-applied': 'This has not been carried out, so there is nothing to take back.',
    'valid-as-sent':
      'A browser’s signal is a valid opt-out as it is sent (L-23). It cannot be denied as fraud.',
  },
  purposes: {
    'opt-out-judged': 'opt-out taken back, with the reason',
    'limit-judged': 'limit looked at again, with the reason',
  },
  open: 'Look at this again',
  help: 'It was carried out at once, as the law asks. It can be taken back only on a documented belief of fraud.',
  outcome: 'What did you find?',
  outcomes: {
    deny: 'The request is fraudulent',
    'not-needed': 'There was nothing to limit',
  },
  hints: {
    deny: 'Needs an approver. Then the opt-out or limit ends, and the requester and the third parties that were told hear of it.',
    'not-needed':
      'Counts at once. The choice stays noted; the requester is told that nothing had to change.',
  },
  reason: 'What the belief rests on',
  reasonHint:
    'In good faith, reasonable and documented. For the record, sealed; the requester does not read it.',
  explanation: 'Explanation for the requester',
  explanationHint:
    'Why you believe that the request is fraudulent. It stands on the page of the case, in these words, and in no mail.',
  sure: 'I have checked this with the record of the case.',
  button: 'Record',
  waits: 'Doubted: it stays carried out until an approver has agreed.',
  upheld: (who, when) => `Looked at again and left as it is by ${who}, ${when}`,
  approve: {
    title: (right) => `Take back: ${right}`,
    help: 'Somebody believes that this request is fraudulent. It was carried out at once and stays so unless you agree.',
    yes: 'I share the belief: take it back',
    yesHint:
      'The services are no longer told that the person has opted out. The requester is told why, third parties that it no longer applies.',
    no: 'I do not: it stays carried out',
    noHint: 'Nobody is told anything.',
    note: 'Why not',
    noteHint: 'For the record, sealed.',
  },
  forRequester: 'Explanation for the requester',
  untold: 'The requester has not been told yet; the mail goes out with the next sweep.',
  toldBack: 'Told that it no longer applies',
};

const ja: DoubtWords = {
  events: {
    'application.doubted': '実施済みの措置への疑義',
    'application.upheld': '疑義の不採用（措置を維持）',
    'application.judged': '実施済みの措置の再確認',
    'third-party.told-back': '第三者への取消しの通知',
  },
  done: {
    doubt: '記録しました。拒否は承認者の承認によって効力が生じ、それまで措置は維持されます。',
    'judge-doubt': '記録しました。',
  },
  refused: {
    'already-purged':
      'この案件の個人情報はすでに消去されており、請求者に通知できないため、対応できません。変更はありません。',
    'not-applied': 'まだ実施されていないため、取り消す措置がありません。',
    'valid-as-sent':
      'ブラウザの信号は、送信されたことをもって有効なオプトアウトです（L-23）。不正として拒否することはできません。',
  },
  purposes: {
    'opt-out-judged': 'オプトアウトの取消しとその理由',
    'limit-judged': '利用制限の再確認とその理由',
  },
  open: 'この措置を改めて確認する',
  help: '法令に従い、直ちに実施された措置です。取り消せるのは、不正であると記録に基づいて判断した場合に限ります。',
  outcome: '確認の結果',
  outcomes: {
    deny: '不正な請求である',
    'not-needed': '制限すべき利用がなかった',
  },
  hints: {
    deny: '承認者の承認が必要です。承認後、措置は終了し、請求者と通知済みの第三者に知らせます。',
    'not-needed':
      '直ちに記録されます。意思表示の記録は残り、変更が不要だった旨を請求者に通知します。',
  },
  reason: '判断の根拠',
  reasonHint:
    '誠実かつ合理的で、記録に基づくものであること。記録用に暗号化して保管し、請求者には表示しません。',
  explanation: '請求者への説明',
  explanationHint:
    '不正と判断した理由を書いてください。お手続のページにそのまま表示し、メールには記載しません。',
  sure: '案件の記録と照らし合わせて確認しました。',
  button: '記録する',
  waits: '疑義があります。承認者が承認するまで、措置は維持されます。',
  upheld: (who, when) => `改めて確認し、措置を維持：${when}　${who}`,
  approve: {
    title: (right) => `措置の取消しの承認：${right}`,
    help: 'この請求は不正であるとの判断が記録されています。措置は実施済みであり、承認されない限り維持されます。',
    yes: '承認する（措置を取り消す）',
    yesHint:
      'サービスへのオプトアウトの回答を終了し、請求者には理由を、第三者には通知の取消しを知らせます。',
    no: '承認しない（措置を維持する）',
    noHint: '請求者や第三者への通知は行いません。',
    note: '承認しない理由',
    noteHint: '記録用に暗号化して保管します。',
  },
  forRequester: '請求者への説明',
  untold: '請求者への通知は未送信です。次の定期処理で送信します。',
  toldBack: '取消しを通知した第三者',
};

export const DOUBT_WORDS: Readonly<Record<Language, DoubtWords>> = { en, ja };
