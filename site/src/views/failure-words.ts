import type { Failure } from '../api/answer.ts';
import type { AddressFault, AddressField } from '../stores/delivery.ts';
import type { SaySite, Words } from '../stores/languages.ts';
import type { Trouble } from '../stores/order-sender.ts';
import type { TextFault } from '../stores/text-fault.ts';

/** The codes of problems that pages have words for. */
const TOLD = [
  ...(['throttled', 'unavailable', 'internal-error', 'outcome-unknown', 'too-large'] as const),
  ...(['email-not-verified', 'email-not-mailable', 'order-not-found', 'record-unreadable'] as const),
  ...(['invalid-request', 'invalid-idempotency-key', 'malformed-json', 'invalid-cursor'] as const),
  ...(['question-answered', 'question-expired', 'question-changed', 'no-open-question', 'not-cancellable'] as const),
];

/** A failure of a call in words for a shopper: a problem by its code, as the API tells it in English alone. */
export const sayFailure = ({ say, language }: Pick<Words, 'say' | 'language'>, failure: Failure): string => {
  switch (failure.kind) {
    case 'no-answer':
      return say('failure.noAnswer');
    case 'signed-out':
      return say('failure.signedOut');
    case 'problem': {
      const { code, detail } = failure.problem;
      const told = TOLD.find((each) => each === code);
      // The catalogue's page has words for its own alone.
      if (told) return say(`problem.${told}`) || say('failure.other');
      return language === 'en' ? detail : say('failure.other');
    }
    case 'not-understood':
      return say('failure.notUnderstood');
  }
};

/** Why an order was not sent or not accepted, in words for a shopper. */
export const sayTrouble = (words: Words, trouble: Trouble): string => {
  switch (trouble.kind) {
    case 'fields':
    case 'lines':
      return words.say(`trouble.${trouble.kind}`);
    default:
      return sayFailure(words, trouble);
  }
};

/** What is wrong with a name, in words for a shopper. */
export const sayNameFault = (say: SaySite, fault: TextFault): string =>
  say(fault === 'missing' ? 'fault.name' : `fault.${fault}`);

/** What is wrong with a field of the delivery address, in words for a shopper. */
export const sayAddressFault = (say: SaySite, field: AddressField, fault: AddressFault): string => {
  if (field === 'country') return say('fault.country');
  if (fault !== 'missing' && fault !== 'country') return say(`fault.${fault}`);
  return say(field === 'street' || field === 'postalCode' || field === 'city' ? `fault.${field}` : 'fault.missing');
};
