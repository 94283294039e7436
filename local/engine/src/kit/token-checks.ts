/** What a REST API's authorizer learns of a token; every claim is a string. */
export type TokenCheck =
  | { readonly outcome: 'valid'; readonly claims: Readonly<Record<string, string>> }
  | { readonly outcome: 'invalid' | 'expired' };

/** Checks tokens against the user pools of an authorizer. */
export interface TokenChecks {
  idToken(poolArns: readonly string[], token: string): Promise<TokenCheck>;
  /** Asked for when a method names scopes. */
  accessToken(poolArns: readonly string[], token: string): Promise<TokenCheck>;
}
