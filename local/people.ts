import { SUPPORT_GROUP, VIEWER_GROUP } from '../lambdas/core/contract/identity.ts';

/** A person that `npm start` makes ready, so that nobody must sign up to try things. */
export interface ReadyMadePerson {
  readonly email: string;
  readonly password: string;
  readonly name: string;
  readonly groups: readonly string[];
}

/** They exist in the local user pool only; their passwords are no secret. */
export const readyMadePeople: readonly ReadyMadePerson[] = [
  { email: 'shopper@example.com', password: 'Shopper-local-1', name: 'Sam Shopper', groups: [] },
  { email: 'support@example.com', password: 'Support-local-1', name: 'Sue Support', groups: [SUPPORT_GROUP] },
  { email: 'viewer@example.com', password: 'Viewer-local-1', name: 'Vic Viewer', groups: [VIEWER_GROUP] },
];
