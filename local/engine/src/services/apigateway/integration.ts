/** A Lambda proxy integration. */
export interface ProxyIntegration {
  readonly type: 'AWS_PROXY';
  readonly functionArn: string;
  /** By which it calls the function: POST alone works. */
  readonly httpMethod: string;
  readonly timeoutMs: number;
  /** The role that calls the function; without one, the function's own policy decides. */
  readonly roleArn?: string;
}

/** One response of a MOCK integration. */
export interface MockResponse {
  readonly status: number;
  /** Of the status that the request template names; without one it is the default. */
  readonly pattern?: RegExp;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Origins that a CORS preflight echoes instead of the fixed one. */
  readonly otherOrigins: readonly string[];
}

/** A MOCK integration. */
export interface MockIntegration {
  readonly type: 'MOCK';
  readonly status: number;
  readonly responses: readonly MockResponse[];
}

export type Integration = ProxyIntegration | MockIntegration;
