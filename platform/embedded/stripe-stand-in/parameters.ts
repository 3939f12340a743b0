/** The parameters our calls send, and no others: what is not here is refused, not ignored. */
import { z } from 'zod';

const Metadata = z.record(z.string().max(40), z.string().max(500));
const Whole = z
  .string()
  .regex(/^[0-9]{1,8}$/)
  .transform(Number);
/** Ends in a link on the checkout page: never `javascript:`. */
const WebAddress = z.url({ protocol: /^https?$/ }).max(5000);

export const CreateSession = z.strictObject({
  mode: z.literal('payment'),
  line_items: z.tuple([
    z.strictObject({
      quantity: z.literal('1'),
      price_data: z.strictObject({
        currency: z.string().regex(/^[a-z]{3}$/),
        unit_amount: Whole.pipe(z.int().min(50)),
        product_data: z.strictObject({ name: z.string().min(1).max(1500) }),
      }),
    }),
  ]),
  client_reference_id: z.string().max(200),
  metadata: Metadata,
  payment_intent_data: z.strictObject({ metadata: Metadata }),
  locale: z.enum(['en', 'ja']),
  submit_type: z.literal('pay'),
  success_url: WebAddress,
  cancel_url: WebAddress,
});
export type CreateSession = z.infer<typeof CreateSession>;

export const CreateRefund = z.strictObject({
  payment_intent: z.string().max(200),
  metadata: Metadata,
});
export type CreateRefund = z.infer<typeof CreateRefund>;

export const ListRefunds = z.strictObject({
  payment_intent: z.string().max(200),
  limit: Whole.pipe(z.int().min(1).max(100)).default(10),
});
export type ListRefunds = z.infer<typeof ListRefunds>;

export const Nothing = z.strictObject({});
