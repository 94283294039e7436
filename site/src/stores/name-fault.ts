import { lineOfText } from '../../../lambdas/core/contract/text.ts';
import { type TextFault, textFaultOf } from './text-fault.ts';

/** What the API would find wrong with a name. */
export const faultOfName = (name: string): TextFault | undefined => {
  const [issue] = lineOfText.safeParse(name).error?.issues ?? [];
  return issue && textFaultOf(issue);
};
