/** The fee of the case and what was paid back. */
import { html } from 'hono/html';
import { isKept } from '../../../core/case/tasks.ts';
import { refundRule, sayFee } from '../../../core/law/fee.ts';
import type { Html } from '../../pages/layout.ts';
import { type CaseView, fact } from './view.ts';

export function feeSection({ state, visit }: CaseView): Html {
  const { fee: words } = visit.words;
  const { plan, payments, checkouts } = state;
  if (!plan?.fee && payments.length === 0) return html`<p>${words.none}</p>`;
  return html`<dl class="facts">
${plan?.fee ? fact(words.due, html`${sayFee(plan.fee, visit.language)} · ${payments.some(isKept) ? words.kept : words.notPaid} <span class="cites">${plan.fee.cites.join(', ')}</span>`) : ''}
${checkouts.length > 0 ? fact('Stripe', words.checkouts(checkouts.length)) : ''}
${payments.map((payment) => {
  const why = payment.refundReason
    ? html`<br><span class="quiet">${refundRule(payment.refundReason).words[visit.language]} ${refundRule(payment.refundReason).cites.join(', ')}</span>`
    : '';
  return fact(
    words.payment,
    html`${sayFee(payment, visit.language)} <code>${payment.paymentId}</code><br>${words.refund}: ${words.refunds[payment.refund]}${why}`,
  );
})}
</dl>`;
}
