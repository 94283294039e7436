/** The group of the user pool whose members see and act on every order. */
export const SUPPORT_GROUP = 'support';

/** The group whose members see what support sees, with personal data masked, and act on nothing. */
export const VIEWER_GROUP = 'support-viewer';

/** The claim of an ID token that names the groups of its person. */
export const GROUPS_CLAIM = 'cognito:groups';

/** What somebody may do on support's pages. */
export type SupportRole = 'reads' | 'acts';

/** What a person of these groups may do there; undefined where it is nothing. Whoever is in both groups acts. */
export const roleIn = (groups: ReadonlySet<string>): SupportRole | undefined => {
  if (groups.has(SUPPORT_GROUP)) return 'acts';
  return groups.has(VIEWER_GROUP) ? 'reads' : undefined;
};
