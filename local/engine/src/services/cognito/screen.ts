import type { HttpResponse } from '../../service.ts';
import { brokenRule, type PasswordPolicy } from './password.ts';
import type { PageData } from './sign-in-pages.ts';
import type { User } from './users.ts';

/** What a submitted form came to: a person who is now signed in, or the page to show. */
export type Outcome = { readonly user: User } | { readonly page: HttpResponse };

/** One of the pages between /oauth2/authorize and the site. */
export interface Screen {
  show(data: PageData): HttpResponse;
  submit(data: PageData, fields: URLSearchParams): Promise<Outcome>;
}

/** What is wrong with a password that was typed twice, in words for the page; undefined for a good one. */
export const mistakeOf = (fields: URLSearchParams, policy: PasswordPolicy): string | undefined => {
  const password = fields.get('password') ?? '';
  if (password !== fields.get('again')) return 'The two passwords differ. Type the same one twice.';
  const broken = brokenRule(password, policy);
  return broken && `${broken}: see what a password needs below.`;
};
