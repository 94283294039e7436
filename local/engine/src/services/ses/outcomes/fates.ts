import type { EventType } from './event-types.ts';

/** A part of what becomes of a mail, for some of its recipients. */
export interface Step {
  readonly type: EventType;
  /** Of a bounce or a complaint, where there is one. */
  readonly subType?: string;
  readonly recipients: readonly string[];
  /** Since the mail was taken. */
  readonly afterMs: number;
}

type Fate = readonly Omit<Step, 'recipients'>[];

/** Long enough that nobody may rely on SendEmail's answer coming later. */
const DELIVERY_MS = 250;
const COMPLAINT_MS = 500;
/** Of the engine's own: AWS would try for hours. */
const DELAYED_DELIVERY_MS = 30_000;

const DELIVERED: Fate = [{ type: 'DELIVERY', afterMs: DELIVERY_MS }];

/** What can become of a mail to one address. */
const FATES = {
  deliver: DELIVERED,
  bounce: [{ type: 'BOUNCE', subType: 'General', afterMs: DELIVERY_MS }],
  complain: [...DELIVERED, { type: 'COMPLAINT', afterMs: COMPLAINT_MS }],
  delay: [
    { type: 'DELIVERY_DELAY', afterMs: DELIVERY_MS },
    { type: 'DELIVERY', afterMs: DELAYED_DELIVERY_MS },
  ],
  /** On SES's own list, of addresses that bounced for anybody lately. */
  suppressed: [{ type: 'BOUNCE', subType: 'Suppressed', afterMs: DELIVERY_MS }],
  /** On the account's list after a bounce. */
  bouncedBefore: [{ type: 'BOUNCE', subType: 'OnAccountSuppressionList', afterMs: DELIVERY_MS }],
  /** On the account's list after a complaint. */
  complainedBefore: [{ type: 'COMPLAINT', subType: 'OnAccountSuppressionList', afterMs: DELIVERY_MS }],
} as const satisfies Record<string, Fate>;

export type FateName = keyof typeof FATES;

const SIMULATOR = /^(success|bounce|ooto|complaint|suppressionlist)(?:\+[^@]*)?@simulator\.amazonses\.com$/i;
const SIMULATED: Readonly<Record<string, FateName>> = {
  success: 'deliver',
  ooto: 'deliver',
  bounce: 'bounce',
  complaint: 'complain',
  suppressionlist: 'suppressed',
};

/** What the mailbox simulator does with an address, also one with a label; undefined for any other address.
 * https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html#send-email-simulator-how-to-use */
export const simulated = (address: string): FateName | undefined => {
  const name = SIMULATOR.exec(address)?.[1]?.toLowerCase();
  return name === undefined ? undefined : SIMULATED[name];
};

/** What becomes of one mail: it is sent, and then each recipient's fate, those of the same together. */
export const stepsOf = (recipients: readonly string[], fateOf: (recipient: string) => FateName): readonly Step[] => {
  const steps = new Map<string, Step>();
  for (const recipient of recipients) {
    for (const step of FATES[fateOf(recipient)] as Fate) {
      const key = `${step.type} ${step.subType} ${step.afterMs}`;
      steps.set(key, { ...step, recipients: [...(steps.get(key)?.recipients ?? []), recipient] });
    }
  }
  return [{ type: 'SEND', recipients, afterMs: 0 }, ...steps.values()];
};

/** What becomes of a mail with a virus. */
export const rejected = (recipients: readonly string[]): readonly Step[] => [
  { type: 'SEND', recipients, afterMs: 0 },
  { type: 'REJECT', recipients, afterMs: DELIVERY_MS },
];
