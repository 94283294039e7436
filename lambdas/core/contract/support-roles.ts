import type { SupportRole } from './identity.ts';

/** Which role each call of support takes. This is the only place that says so: the guard of the calls and the document of the API
 * read it, and a test wants every call of the template in it. What reads must change nothing, no receive count either. */
export const SUPPORT_ROLES: Readonly<Record<string, SupportRole>> = {
  'GET /support/orders': 'reads',
  'POST /support/orders/search': 'reads',
  'GET /support/failures': 'reads',
  'GET /support/counts': 'reads',
  'GET /support/mails': 'reads',
  'GET /support/orders/{orderId}/execution': 'reads',
  'POST /support/orders/{orderId}/redrive': 'acts',
  'POST /support/orders/{orderId}/stop': 'acts',
  'POST /support/orders/{orderId}/resend-confirmation': 'acts',
  // A mail names its reader wherever it speaks to them, and masked it would not be what they got.
  'GET /support/orders/{orderId}/mails/{occasion}': 'acts',
  'POST /support/orders/{orderId}/mails/{occasion}/settle': 'acts',
  'POST /support/orders/{orderId}/review': 'acts',
  'POST /support/orders/{orderId}/cancel': 'acts',
  'POST /support/orders/{orderId}/notes': 'acts',
  'GET /support/activity': 'reads',
  'GET /support/bulk': 'reads',
  'POST /support/bulk': 'acts',
  'GET /support/bulk/{id}': 'reads',
  'GET /support/bulk/{id}/execution': 'reads',
  'POST /support/bulk/{id}/stop': 'acts',
  'GET /support/products': 'reads',
  'PUT /support/products/{product}': 'acts',
  'POST /support/products/{product}/stock': 'acts',
  'GET /support/dead-letters': 'reads',
  // Each look raises the receive counts of the messages, and shows them as they are.
  'GET /support/dead-letters/{queue}/messages': 'acts',
  'DELETE /support/dead-letters/{queue}/messages/{id}': 'acts',
  'POST /support/dead-letters/{queue}/messages/{id}/redrive': 'acts',
  'POST /support/dead-letters/{queue}/redrive': 'acts',
  'GET /support/dead-letters/{queue}/redrive': 'reads',
};

/** The role that a call takes, by method and resource; one that nobody thought of takes the greater. */
export const roleFor = (route: string): SupportRole => SUPPORT_ROLES[route] ?? 'acts';
