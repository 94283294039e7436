import type { Failure } from '../api/answer.ts';
import type { AddressFault, AddressField } from '../stores/delivery.ts';
import type { Trouble } from '../stores/order-sender.ts';
import type { TextFault } from '../stores/text-fault.ts';

const BY_CODE: Readonly<Record<string, string>> = {
  throttled: 'The shop is very busy just now. Please try again in a moment.',
  unavailable: 'The shop cannot answer just now. Please try again in a moment.',
  'internal-error': 'Something went wrong on our side. Please try again later.',
  'outcome-unknown': 'The shop could not confirm that it has your order.',
  'email-not-verified': 'Please verify your e-mail address first: we write to it about your order. Then sign in again.',
  'record-unreadable': 'We cannot show this order at the moment. We have been told.',
  'email-not-mailable': 'We cannot send mail to your e-mail address. Please sign in with another one.',
  'order-not-found': 'You have no order with this number.',
};

/** A failure of a call in words for a shopper. */
export const sayFailure = (failure: Failure): string => {
  switch (failure.kind) {
    case 'no-answer':
      return 'The shop did not answer. Please check your connection and try again.';
    case 'signed-out':
      return 'You are not signed in any more. Please sign in again.';
    case 'problem':
      return BY_CODE[failure.problem.code] ?? failure.problem.detail;
    case 'not-understood':
      return 'The shop answered in a way that this page does not understand. Please try again in a moment.';
  }
};

/** Why an order was not sent or not accepted, in words for a shopper. */
export const sayTrouble = (trouble: Trouble): string => {
  switch (trouble.kind) {
    case 'offline':
      return 'You are offline, so nothing was sent. Your order is kept here: send it when you are back online.';
    case 'fields':
      return 'Please check the fields that are marked.';
    case 'lines':
      return 'Please check the products in your cart: not all of them can be ordered like this.';
    default:
      return sayFailure(trouble);
  }
};

const TEXT_FAULTS: Readonly<Record<Exclude<TextFault, 'missing'>, string>> = {
  'too-long': 'Please use at most 100 characters.',
  characters: 'Please use letters, digits and usual signs only, on one line.',
};

/** What is wrong with a name, in words for a shopper. */
export const sayNameFault = (fault: TextFault): string =>
  fault === 'missing' ? 'Please enter your name.' : TEXT_FAULTS[fault];

const MISSING: Readonly<Partial<Record<AddressField, string>>> = {
  street: 'Please enter street and number.',
  postalCode: 'Please enter the postal code.',
  city: 'Please enter the city.',
};

/** What is wrong with a field of the delivery address, in words for a shopper. */
export const sayAddressFault = (field: AddressField, fault: AddressFault): string => {
  if (field === 'country') return 'Please choose a country that we deliver to.';
  if (fault === 'missing' || fault === 'country') return MISSING[field] ?? 'Please fill this in.';
  return TEXT_FAULTS[fault];
};
