/** Rows of the stand-in's tables, and the objects Stripe would show for them. */
import { z } from 'zod';

/** Rows may be older than the code that reads them: they are parsed like anything from outside. */
const Metadata = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(z.record(z.string(), z.string()));

export const SessionRow = z.object({
  id: z.string(),
  created: z.number(),
  expires_at: z.number(),
  amount: z.number(),
  currency: z.string(),
  product: z.string(),
  reference: z.string(),
  metadata: Metadata,
  payment_metadata: Metadata,
  locale: z.enum(['en', 'ja']),
  success_url: z.string(),
  cancel_url: z.string(),
  status: z.enum(['open', 'complete', 'expired']),
  payment_status: z.enum(['paid', 'unpaid']),
  payment_intent: z.string().nullable(),
});
export type SessionRow = z.infer<typeof SessionRow>;

export const PaymentRow = z.object({
  id: z.string(),
  charge: z.string(),
  amount: z.number(),
  currency: z.string(),
  metadata: Metadata,
  created: z.number(),
});
export type PaymentRow = z.infer<typeof PaymentRow>;

export const RefundRow = z.object({
  id: z.string(),
  payment_intent: z.string(),
  charge: z.string(),
  amount: z.number(),
  currency: z.string(),
  metadata: Metadata,
  created: z.number(),
});
export type RefundRow = z.infer<typeof RefundRow>;

export function sessionObject(row: SessionRow, pageUrl: string): Record<string, unknown> {
  const { id, created, expires_at, amount, currency, metadata, locale, status } = row;
  return {
    id,
    object: 'checkout.session',
    adaptive_pricing: { enabled: false },
    after_expiration: null,
    allow_promotion_codes: null,
    amount_subtotal: amount,
    amount_total: amount,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: null,
    cancel_url: row.cancel_url,
    client_reference_id: row.reference,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created,
    currency,
    currency_conversion: null,
    custom_fields: [],
    custom_text: { after_submit: null, shipping_address: null, submit: null },
    customer: null,
    customer_creation: 'if_required',
    customer_details: null,
    customer_email: null,
    discounts: [],
    expires_at,
    invoice: null,
    invoice_creation: null,
    livemode: false,
    locale,
    metadata,
    mode: 'payment',
    payment_intent: row.payment_intent,
    payment_link: null,
    payment_method_collection: 'if_required',
    payment_method_options: {},
    payment_method_types: ['card'],
    payment_status: row.payment_status,
    phone_number_collection: { enabled: false },
    recovered_from: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status,
    submit_type: 'pay',
    subscription: null,
    success_url: row.success_url,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: 'hosted',
    // As Stripe does: a page only while it can be paid.
    url: status === 'open' ? pageUrl : null,
  };
}

export function paymentObject(row: PaymentRow): Record<string, unknown> {
  const { id, amount, currency, created, metadata } = row;
  return {
    id,
    object: 'payment_intent',
    amount,
    amount_capturable: 0,
    amount_received: amount,
    capture_method: 'automatic',
    client_secret: null,
    confirmation_method: 'automatic',
    created,
    currency,
    customer: null,
    description: null,
    latest_charge: row.charge,
    livemode: false,
    metadata,
    payment_method: null,
    payment_method_types: ['card'],
    status: 'succeeded',
  };
}

export function refundedChargeObject(row: PaymentRow): Record<string, unknown> {
  const { amount, currency, created, metadata } = row;
  return {
    id: row.charge,
    object: 'charge',
    amount,
    amount_captured: amount,
    amount_refunded: amount,
    balance_transaction: null,
    billing_details: { address: null, email: null, name: null, phone: null },
    captured: true,
    created,
    currency,
    customer: null,
    description: null,
    disputed: false,
    livemode: false,
    metadata,
    paid: true,
    payment_intent: row.id,
    payment_method: null,
    refunded: true,
    status: 'succeeded',
  };
}

export function refundObject(row: RefundRow): Record<string, unknown> {
  const { id, amount, currency, created, metadata, charge, payment_intent } = row;
  return {
    id,
    object: 'refund',
    amount,
    balance_transaction: null,
    charge,
    created,
    currency,
    metadata,
    payment_intent,
    reason: null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
  };
}
