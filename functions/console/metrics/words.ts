/** Words of the yearly figures (L-28). */
import type { Language } from '../../../core/law/rights.ts';

interface MetricsWords {
  nav: string;
  title: (year: number) => string;
  lead: string;
  years: string;
  caption: (year: number) => string;
  right: string;
  received: string;
  whole: string;
  part: string;
  denied: string;
  ended: string;
  open: string;
  median: string;
  mean: string;
  none: (year: number) => string;
  unclear: string;
  whyTitle: string;
  why: string;
  ground: string;
  count: string;
  unverified: string;
  notCarriedOut: string;
  download: string;
  counted: string;
  unreadable: (count: number) => string;
}

export const METRICS_WORDS: Readonly<Record<Language, MetricsWords>> = {
  en: {
    nav: 'Yearly figures',
    title: (year) => `Requests received in ${year}`,
    lead: 'Counted from the logs of the cases, now. A case that asks for several rights counts once for each.',
    years: 'Year',
    caption: (year) => `By right: what became of the requests received in ${year}`,
    right: 'Right',
    received: 'Received',
    whole: 'Granted',
    part: 'Granted in part',
    denied: 'Denied',
    ended: 'Ended without an answer',
    open: 'Open',
    median: 'Days, median',
    mean: 'Days, mean',
    none: (year) => `No request was received in ${year}.`,
    unclear: 'E-mails that do not say yet what is meant',
    whyTitle: 'Why requests were denied',
    why: 'One denial may rest on several grounds.',
    ground: 'Ground',
    count: 'Denials',
    unverified: 'The identity could not be verified',
    notCarriedOut: 'No store could be changed as was decided',
    download: 'Download as CSV',
    counted:
      'A request counts in the year of its receipt, in the zone of its law. Days are calendar days from receipt to answer; for an opt-out or limit, to the day it was carried out. "Ended without an answer": withdrawn, left unanswered by the requester, merged into an earlier case of the same person, or carried on by hand.',
    unreadable: (count) =>
      count === 1
        ? 'One case is not counted: its log does not hold together.'
        : `${count} cases are not counted: their logs do not hold together.`,
  },
  ja: {
    nav: '年間集計',
    title: (year) => `${year}年に受け付けた請求`,
    lead: '各案件の記録から現時点で集計しています。1件で複数の請求がある場合は、請求ごとに数えます。',
    years: '年',
    caption: (year) => `請求の種類別: ${year}年に受け付けた請求への対応`,
    right: '請求の種類',
    received: '受付',
    whole: '全部対応',
    part: '一部対応',
    denied: 'お断り',
    ended: '回答なく終了',
    open: '対応中',
    median: '日数（中央値）',
    mean: '日数（平均）',
    none: (year) => `${year}年に受け付けた請求はありません。`,
    unclear: '請求の内容がまだ分からないメール',
    whyTitle: 'お断りした理由',
    why: '1件のお断りに複数の理由がある場合があります。',
    ground: '理由',
    count: '件数',
    unverified: 'ご本人であることを確認できなかった',
    notCarriedOut: '決定した措置をいずれのシステムでも実施できなかった',
    download: 'CSVをダウンロード',
    counted:
      '請求は、適用される法令の標準時で受付日の属する年に数えます。日数は受付から回答までの暦日数です（販売・共有の停止と利用の制限は、実施した日まで）。「回答なく終了」は、取下げ、請求者からのお返事がなかったもの、同じ方の先の案件に統合したもの、手作業に移したものです。',
    unreadable: (count) => `記録に不整合がある${count}件は集計に含まれていません。`,
  },
};
