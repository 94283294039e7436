/** What the contact page says. */
export const CONTACT_WORDS = {
  title: 'Contact',
  lead: 'A person answers you.',
  write: 'Write to us at',
  page: 'You reach us at',
  none: '[[How customers reach a person: -c contact=...]]',
  order:
    'Is it about an order? Tell us its number, such as 7K3M-9QXT-2V5H-A1BC; it stands on the order’s page and in each mail about it.',
  cancel: 'You can cancel an order yourself on its page, for as long as that is possible.',
  who: 'Who we are',
} as const;
