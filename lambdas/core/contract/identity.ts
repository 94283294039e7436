/** The group of the user pool whose members see and act on every order. */
export const SUPPORT_GROUP = 'support';

/** The claim of an ID token that names the groups of its person. */
export const GROUPS_CLAIM = 'cognito:groups';
