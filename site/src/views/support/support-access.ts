import type { Failure } from '../../api/answer.ts';
import { useShop } from '../shop-context.ts';

/** Whether the API does not let this person in. */
export const isForbidden = (failure: Failure | undefined): boolean =>
  failure?.kind === 'problem' && failure.problem.status === 403;

/** Whether acts are to be offered: to whoever reads and does not act, none is. The API decides in any case. */
export const useMayAct = (): boolean => {
  const session = useShop().session.state.value;
  return session.status !== 'signed-in' || session.person.role !== 'reads';
};
