/** Why a question got no answer. */
export type Reason = 'denied' | 'credentials' | 'unreachable' | 'refused' | 'unknown';

const REASON_TEXTS: Readonly<Record<Reason, string>> = {
  denied: 'may not be asked',
  credentials: 'could not be asked, for want of valid credentials',
  unreachable: 'could not be asked, no connection',
  refused: 'could not be asked',
  unknown: 'could not be asked',
};

const MENDS: Readonly<Record<Reason, string>> = {
  denied: 'allow it (the policy: npm run preflight -- --permissions), or look by hand',
  credentials:
    'sign in (aws sso login, AWS_PROFILE); a region that must be enabled first refuses everybody until it is',
  unreachable: 'look at network and proxy, then run it again',
  refused: 'look by hand, or run it again',
  unknown: 'see the other lines first',
};

/** A question that AWS did not answer: nothing is known then, and nothing is asserted. */
export class NotAsked extends Error {
  override readonly name = 'NotAsked';
  readonly reason: Reason;
  /** What to do, so that it can be asked. */
  readonly mend: string;

  /** `detail` names the action, and what came in place of an answer. */
  constructor(reason: Reason, detail: string) {
    super(`${REASON_TEXTS[reason]}: ${detail}`);
    this.reason = reason;
    this.mend = MENDS[reason];
  }
}
