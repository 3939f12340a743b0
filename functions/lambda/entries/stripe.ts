import { cases, ledger, mail, payments, settling } from '../../../platform/aws/openers.ts';
import { paymentHappened } from '../../acts/pay.ts';
import { stripeWebhook } from '../../webhooks/stripe.ts';
import { http } from '../http.ts';
import { started } from '../started.ts';

const start = started('stripe', { ...cases, ...settling, ...mail, payments, ledger });

export const handler = http('stripe', () => {
  const { context, house } = start();
  const app = stripeWebhook({
    payments: context.ports.payments,
    ledger: ledger(house),
    onPaymentEvent: (event) => paymentHappened(context, event),
  });
  return { house, app };
});
