/** The stable codes of the API's problems, with the HTTP status and the title of each. */
export const PROBLEMS = {
  'malformed-json': { status: 400, title: 'The body is not JSON' },
  'invalid-request': { status: 400, title: 'The request is not valid' },
  'invalid-idempotency-key': { status: 400, title: 'The Idempotency-Key is not valid' },
  'invalid-cursor': { status: 400, title: 'The cursor is not valid' },
  'invalid-receipt': { status: 400, title: 'The receipt is not valid' },
  'email-not-verified': { status: 403, title: 'The e-mail address is not verified' },
  forbidden: { status: 403, title: 'This is for support staff' },
  'order-not-found': { status: 404, title: 'There is no such order' },
  'execution-not-found': { status: 404, title: 'There is no such execution' },
  'queue-not-found': { status: 404, title: 'There is no such dead-letter queue' },
  'execution-running': { status: 409, title: 'The execution is running' },
  'execution-succeeded': { status: 409, title: 'The execution succeeded' },
  'execution-aborted': { status: 409, title: 'A person stopped the execution' },
  'order-decided': { status: 409, title: 'The order has its outcome' },
  'order-undecided': { status: 409, title: 'The order has no outcome yet' },
  'not-redrivable': { status: 409, title: 'The execution cannot be redriven' },
  'not-movable': { status: 409, title: 'These messages cannot be moved back' },
  'move-running': { status: 409, title: 'Messages are being moved already' },
  'too-large': { status: 413, title: 'The body is too large' },
  'internal-error': { status: 500, title: 'Something went wrong' },
  unavailable: { status: 503, title: 'The service is busy' },
  'outcome-unknown': { status: 503, title: 'It is not known whether the order was accepted' },
} as const;

/** A stable code of a problem. */
export type ProblemCode = keyof typeof PROBLEMS;
