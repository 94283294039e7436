/** The stable codes of the API's problems, with the HTTP status and the title of each. */
export const PROBLEMS = {
  'malformed-json': { status: 400, title: 'The body is not JSON' },
  'invalid-parameters': { status: 400, title: 'The parameters are not valid' },
  'invalid-request': { status: 400, title: 'The request is not valid' },
  'invalid-idempotency-key': { status: 400, title: 'The Idempotency-Key is not valid' },
  'invalid-cursor': { status: 400, title: 'The cursor is not valid' },
  'email-not-verified': { status: 403, title: 'The e-mail address is not verified' },
  'email-not-mailable': { status: 403, title: 'No mail can be sent to the e-mail address' },
  forbidden: { status: 403, title: 'This is for support staff' },
  'not-found': { status: 404, title: 'Not Found' },
  'order-not-found': { status: 404, title: 'There is no such order' },
  'execution-not-found': { status: 404, title: 'There is no such execution' },
  'message-not-found': { status: 404, title: 'There is no such message' },
  'queue-not-found': { status: 404, title: 'There is no such dead-letter queue' },
  'execution-running': { status: 409, title: 'The execution is running' },
  'execution-succeeded': { status: 409, title: 'The execution succeeded' },
  'execution-aborted': { status: 409, title: 'A person stopped the execution' },
  'order-decided': { status: 409, title: 'The order has its outcome' },
  'order-undecided': { status: 409, title: 'The order has no outcome yet' },
  'order-erased': { status: 409, title: 'The person of the order was erased' },
  'not-redrivable': { status: 409, title: 'The execution cannot be redriven' },
  'not-movable': { status: 409, title: 'These messages cannot be moved back' },
  'move-running': { status: 409, title: 'Messages are being moved already' },
  'record-unreadable': { status: 409, title: 'The record cannot be read' },
  'too-large': { status: 413, title: 'The body is too large' },
  'internal-error': { status: 500, title: 'Something went wrong' },
  unavailable: { status: 503, title: 'The service is busy' },
  'outcome-unknown': { status: 503, title: 'It is not known whether the order was accepted' },
} as const;

/** A stable code of a problem. */
export type ProblemCode = keyof typeof PROBLEMS;
