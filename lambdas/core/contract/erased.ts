/** Where the pseudonyms of erased persons have their addresses: a domain that can never exist (RFC 2606). */
export const ERASED_DOMAIN = 'erased.invalid';

/** Whether the person of an order was erased, so that nobody is left to write to. */
export const isErased = ({ email }: { readonly email: string }): boolean => email.endsWith(`@${ERASED_DOMAIN}`);
