/** The words around Cognito's own pages. */
import { z } from 'zod';

/** Why somebody is not signed in, as it stands in the address of the page that says so. */
export const Trouble = z.enum(['refused', 'stale', 'unavailable', 'no-group', 'unverified']);
export type Trouble = z.output<typeof Trouble>;

export const WORDS = {
  en: {
    title: 'Sign in to the console',
    leading: 'The sign-in page opens in a moment.',
    go: 'Open the sign-in page',
    again: 'Try again',
    leavingTitle: 'Signing out',
    leaving: 'You are signed out of the console. The sign-in is being closed, too.',
    leave: 'Close the sign-in',
    leftTitle: 'You are signed out',
    left: 'You can close this window.',
    signIn: 'Sign in again',
    other: 'Sign in as somebody else',
    troubles: {
      refused: {
        title: 'You were not signed in',
        text: 'The sign-in was cancelled or refused.',
      },
      stale: {
        title: 'This sign-in no longer works',
        text: 'It took too long, was used already, or began in another browser.',
      },
      unavailable: {
        title: 'The sign-in cannot be reached',
        text: 'Please try again in a few minutes.',
      },
      'no-group': {
        title: 'You have no access to the console',
        text: 'You are signed in, but you have not been given a role here. Please ask whoever looks after the console.',
      },
      unverified: {
        title: 'Your e-mail address is not confirmed',
        text: 'The console can be used once it is. Please ask whoever looks after the console.',
      },
    },
  },
  ja: {
    title: '管理画面へのサインイン',
    leading: 'まもなくサインインのページが開きます。',
    go: 'サインインのページを開く',
    again: 'もう一度試す',
    leavingTitle: 'サインアウトしています',
    leaving: '管理画面からサインアウトしました。続けて、サインインの状態も終了します。',
    leave: 'サインインの状態を終了する',
    leftTitle: 'サインアウトしました',
    left: 'このウィンドウを閉じても問題ありません。',
    signIn: 'もう一度サインインする',
    other: '別のアカウントでサインインする',
    troubles: {
      refused: {
        title: 'サインインできませんでした',
        text: 'サインインが取り消されたか、許可されませんでした。',
      },
      stale: {
        title: 'このサインインは無効です',
        text: '時間がかかりすぎたか、すでに使用されたか、別のブラウザーで始められたものです。',
      },
      unavailable: {
        title: 'サインインのページに接続できません',
        text: '数分待ってから、もう一度お試しください。',
      },
      'no-group': {
        title: '管理画面を利用する権限がありません',
        text: 'サインインは完了していますが、役割が割り当てられていません。管理画面の管理者にお問い合わせください。',
      },
      unverified: {
        title: 'メールアドレスが確認されていません',
        text: '確認が済むと管理画面を利用できます。管理画面の管理者にお問い合わせください。',
      },
    },
  },
} as const;
