/** Words of the console for requests by agents (L-22). */
import type { EventType, TaskKind } from '../../../core/case/events.ts';
import type { Language } from '../../../core/law/rights.ts';

type AgentTask = Extract<TaskKind, 'upload-authority' | 'judge-authority' | 'confirm-permission'>;
type AgentEvent = Extract<
  EventType,
  'authority.received' | 'authority.judged' | 'permission.answered'
>;

interface AgentWords {
  tasks: Readonly<Record<AgentTask, string>>;
  next: Readonly<Record<AgentTask, string>>;
  events: Readonly<Record<AgentEvent, string>>;
  done: string;
  judge: {
    title: string;
    help: string;
    demands: string;
    kind: string;
    accept: string;
    acceptHint: string;
    better: string;
    betterHint: string;
    refuse: string;
    refuseHint: string;
    secondRefusal: string;
    lastTry: string;
    imageOf: (kind: string) => string;
  };
  agent: string;
  agentEmail: string;
  kind: string;
  subject: string;
  subjectEmail: string;
  proofs: string;
  noProof: string;
  permission: string;
  permissionNotAsked: string;
  permissionOpen: string;
  permissionGiven: (when: string) => string;
  permissionDenied: (when: string) => string;
}

const en: AgentWords = {
  tasks: {
    'upload-authority': 'proof that the agent may ask',
    'judge-authority': 'judge an agent’s proof',
    'confirm-permission': 'the subject’s word on the permission',
  },
  next: {
    'upload-authority':
      'The agent uploads what shows that they may ask. Then it comes to you to be judged.',
    'judge-authority':
      'You judge the agent’s proof. Whatever you decide, it is destroyed at once; where it is not accepted, the agent is told why.',
    'confirm-permission':
      'The person concerned is asked by e-mail whether they gave the permission. If they say no, the case is closed.',
  },
  events: {
    'authority.received': 'Proof of authority received',
    'authority.judged': 'Proof of authority judged',
    'permission.answered': 'Subject answered about the permission',
  },
  done: 'Recorded. The proof is destroyed.',
  judge: {
    title: 'Judge whether the agent may ask',
    help: 'Compare the paper with the names below and with what the rule demands. It is destroyed once you have judged it.',
    demands: 'What the rule demands',
    kind: 'Sent as',
    accept: 'Accept it',
    acceptHint: 'The request goes on.',
    better: 'Ask for a better one',
    betterHint: 'As often as needed while there is time; the agent is told why.',
    refuse: 'Refuse it',
    refuseHint: 'The agent may send one more.',
    lastTry:
      'No time is left for another proof: unless you accept this one, the case is closed as not verified. To give the agent another try, extend the deadline first, where the law allows it.',
    secondRefusal: 'This is the second refusal: the case is closed as not verified.',
    imageOf: (kind) => `Picture of: ${kind}`,
  },
  agent: 'Agent',
  agentEmail: 'Agent’s e-mail',
  kind: 'Acts as',
  subject: 'Person concerned',
  subjectEmail: 'That person’s e-mail',
  proofs: 'Proof that the agent may ask',
  noProof: 'None has arrived yet.',
  permission: 'Permission',
  permissionNotAsked: 'The person concerned is not asked: the rule does not want it.',
  permissionOpen: 'not answered yet',
  permissionGiven: (when) => `confirmed by the person concerned, ${when}`,
  permissionDenied: (when) => `the person concerned said that they gave none, ${when}`,
};

const ja: AgentWords = {
  tasks: {
    'upload-authority': '代理権を確認する書面の提出',
    'judge-authority': '代理権の審査',
    'confirm-permission': '本人による委任の確認',
  },
  next: {
    'upload-authority': '代理人が代理権を確認する書面を提出します。その後、審査してください。',
    'judge-authority':
      '代理権を確認する書面を審査してください。書面は審査後直ちに廃棄されます。承認しない場合、代理人に理由が通知されます。',
    'confirm-permission':
      '本人にメールで委任の事実を確認しています。本人が否定した場合、案件は終了します。',
  },
  events: {
    'authority.received': '代理権を確認する書面の受領',
    'authority.judged': '代理権の審査',
    'permission.answered': '委任についての本人の回答',
  },
  done: '記録しました。書面は廃棄されました。',
  judge: {
    title: '代理権の審査',
    help: '書面を、下記の氏名および要件と照らし合わせてください。書面は審査後に廃棄されます。',
    demands: '規則の要件',
    kind: '提出された書面',
    accept: '承認する',
    acceptHint: '手続を進めます。',
    better: '再提出を求める',
    betterHint: '期限までは何度でも可能です。代理人に理由が通知されます。',
    refuse: '受理しない',
    refuseHint: '代理人はあと1回提出できます。',
    lastTry:
      '再提出を待つ日数が残っていません。承認しない場合、代理権を確認できないものとして案件を終了します。再提出の機会を設けるときは、法令で認められる場合に限り、先に期限を延長してください。',
    secondRefusal: '2回目の不受理です。代理権を確認できないものとして案件を終了します。',
    imageOf: (kind) => `${kind}の画像`,
  },
  agent: '代理人',
  agentEmail: '代理人のメールアドレス',
  kind: '代理の種類',
  subject: '本人',
  subjectEmail: '本人のメールアドレス',
  proofs: '代理権を確認する書面',
  noProof: 'まだ提出されていません。',
  permission: '委任の確認',
  permissionNotAsked: '規則上、本人への確認は行いません。',
  permissionOpen: '未回答',
  permissionGiven: (when) => `本人が確認しました（${when}）`,
  permissionDenied: (when) => `本人が委任を否定しました（${when}）`,
};

export const AGENT_WORDS: Readonly<Record<Language, AgentWords>> = { en, ja };
