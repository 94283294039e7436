/** What is done to the headers of each response. */
export interface HeadersPolicy {
  /** Names in lower case. */
  readonly set: readonly { readonly name: string; readonly value: string; readonly override: boolean }[];
  readonly remove: ReadonlySet<string>;
}

type ResponseHeaders = Readonly<Record<string, string | readonly string[]>>;

/** A header of the policy gives way to one of the origin unless it overrides; removal comes first, so that a policy may set
 * what it removes. https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html */
export const applyHeadersPolicy = (policy: HeadersPolicy, headers: ResponseHeaders): ResponseHeaders => {
  const kept = Object.entries(headers).filter(([name]) => !policy.remove.has(name));
  const result: Record<string, string | readonly string[]> = Object.fromEntries(kept);
  for (const { name, value, override } of policy.set) if (override || !(name in result)) result[name] = value;
  return result;
};

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-response-headers-policies.html */
export const managedHeadersPolicies: Readonly<Record<string, HeadersPolicy>> = {
  // SecurityHeadersPolicy
  '67f7725c-6f97-4210-82d7-5512b31e9d03': {
    set: [
      { name: 'strict-transport-security', value: 'max-age=31536000', override: false },
      { name: 'x-content-type-options', value: 'nosniff', override: true },
      { name: 'x-frame-options', value: 'SAMEORIGIN', override: false },
      { name: 'x-xss-protection', value: '1; mode=block', override: false },
      { name: 'referrer-policy', value: 'strict-origin-when-cross-origin', override: false },
    ],
    remove: new Set(),
  },
};
