import { lineOfText } from '../../../lambdas/core/contract/text.ts';

/** What may be wrong with a name. */
export type NameFault = 'missing' | 'too-long' | 'characters';

const FAULTS: Readonly<Record<string, NameFault>> = { too_small: 'missing', too_big: 'too-long' };

/** What the API would find wrong with a name. */
export const faultOfName = (name: string): NameFault | undefined => {
  const [issue] = lineOfText.safeParse(name).error?.issues ?? [];
  return issue === undefined ? undefined : (FAULTS[issue.code] ?? 'characters');
};
