/** How the readers of this language write amounts, dates and names of countries, unless the shop's own locale is in it. */
export const LOCALE = 'en-GB';

/** What pages and mails both say. */
export const WORDS = {
  'language.name': 'English',

  'status.Received': 'Received, being processed',
  'status.UnderReview': 'Being reviewed',
  'status.AwaitingCustomer': 'Waits for your answer',
  'status.Processed': 'Processed',
  'status.Rejected': 'Rejected',
  'status.Cancelled': 'Cancelled',

  'headline.Received': 'Your order is received and being processed',
  'headline.UnderReview': 'Your order is being reviewed',
  'headline.AwaitingCustomer': 'Your order waits for your answer',
  'headline.Processed': 'Your order is processed',
  'headline.Rejected': 'Your order is rejected',
  'headline.Cancelled': 'Your order is cancelled',

  'mail.pending': 'E-mail on its way',
  'mail.sent': 'E-mail sent',
  'mail.delayed': 'E-mail delayed',
  'mail.delivered': 'E-mail delivered',
  'mail.bounced': 'E-mail could not be delivered',
  'mail.complained': 'E-mail was reported as unwanted',
  'mail.rejected': 'E-mail could not be sent',
  'mail.refused': 'E-mail could not be sent',

  'cancelled.customer': 'You cancelled this order',
  'cancelled.support': 'We cancelled this order',
  'cancelReason.customer': 'Your reason',
  'cancelReason.support': 'Our reason',

  'change.price': 'What you ordered costs {total} now; you saw {seenTotal}.',
  'change.fewer': '{name}: only {left} left, you ordered {wanted}.',
  'change.gone': '{name} is not to be had any more.',

  noPayments: 'This shop takes orders, not payments: nothing is charged.',
} as const;

/** Why an order is rejected, by the code of the reason. */
export const REASONS = {
  'unknown-product': 'There is no product “{name}” in the shop.',
  'not-available': '“{name}” is not available at the moment.',
  'sold-out': '“{name}” is sold out.',
  'too-many': 'You can order at most {most} of “{name}” at a time; this order has {wanted}.',
  'several-currencies': 'These products are sold in different currencies: please order them apart.',
  'sold-meanwhile': 'What you ordered was sold to others again and again while we processed your order.',
  declined: 'You declined what we could offer, so nothing was ordered.',
  'not-approved': 'We cannot take this order: {said}',
  'customer-silent': 'You did not answer in time, so nothing was ordered.',
  'reviewer-silent': 'We are sorry: nobody could look at your order in time. Please order again, or contact us.',
} as const;

/** What mails alone say. */
export const MAIL_WORDS = {
  hello: 'Hello',
  order: 'Order',
  placed: 'Placed',
  total: 'Total',
  'subject.UnderReview': 'Your order {orderId} is being reviewed',
  'subject.AwaitingCustomer': 'Your order {orderId} waits for your answer',
  'subject.Processed': 'Your order {orderId} is processed',
  'subject.Rejected': 'Your order {orderId} is rejected',
  'subject.Cancelled': 'Your order {orderId} is cancelled',
  'subject.again': '{subject} (sent again)',
  again: 'We send you this mail again: it already went out on {sentAt}.',
  why: 'Why',
  whatChanged: 'What has changed',
  next: 'What happens next',
  ordered: 'What you ordered',
  offered: 'What we propose',
  quantity: 'Quantity',
  unpriced: 'no price',
  deliveredTo: 'Delivery address',
  wasToBeDeliveredTo: 'Delivery address you gave',
  seeOrder: 'See your order',
  answer: 'Accept or decline',
  'processed.opening': 'Thank you. Your order is accepted and processed.',
  'processed.toAddress': 'We send it to the delivery address below.',
  'processed.noAddress': 'It was placed without a delivery address: please tell us where it goes.',
  'processed.nothingToDo': 'You need not do anything more. You hear from us again only if something about it changes.',
  'processed.cancellable': 'Should you not want it after all: you can cancel it on its page until {until}.',
  'rejected.opening': 'We are sorry: we cannot take your order.',
  'rejected.declined': 'As you decided, nothing is ordered.',
  'rejected.nothing': 'Nothing of it was ordered. Nothing is sent to you, and nothing is charged.',
  'rejected.again':
    'You can order again: the page of your order puts what is still to be had back into the cart, where you can change it.',
  'cancelled.byCustomer': 'You cancelled this order.',
  'cancelled.bySupport': 'We cancelled this order, and we are sorry.',
  'cancelled.nothing': 'Nothing of it is sent to you, and nothing is charged.',
  'cancelled.kept': 'What we kept for you is for sale again. If you still want it, please order again.',
  'cancelled.notKept': 'Nothing was kept for you. If you still want it, please order again.',
  'question.opening': 'Your order cannot be had as you placed it, so we ask you first.',
  'question.answer': 'Please accept or decline what we propose, on the page of your order, by {until}.',
  'question.accepted':
    'If you accept, your order is processed for {total} in all. It never costs more than you accepted: should something change once more, we ask you again.',
  'question.declined': 'If you decline, or do not answer by then, nothing is ordered and nothing is charged.',
  'review.opening':
    'Thank you. Your order comes to {total}, and one of us looks at orders above {limit} before they are processed.',
  'review.until': 'You hear from us by {until}. You need not do anything.',
  'review.meanwhile': 'Until then nothing is sent and nothing is charged, and you can cancel it on its page.',
  'review.late': 'Should nobody get round to it in time, the order is rejected, and we tell you.',
  contact: 'Questions? A person answers at',
  byReply: 'or simply reply to this mail.',
  noReplies: 'Nobody reads replies to this mail.',
  because: 'You get this mail because an order was placed at {shop} by the person who signed in with this address.',
} as const;
