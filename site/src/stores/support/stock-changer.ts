import { type ReadonlySignal, signal } from '@preact/signals';
import type { StockChange, SupportProduct } from '../../../../lambdas/core/contract/support-products.ts';
import type { Failure } from '../../api/answer.ts';
import type { SupportApi } from '../../api/support-api.ts';

type WithoutRevision<T> = T extends unknown ? Omit<T, 'revision'> : never;

/** A change of a stock as it is asked for on the page. */
export type StockWish = WithoutRevision<StockChange>;

/** How changing a stock stands. */
interface StockState {
  busy: boolean;
  /** A change of which it is not known whether it was made: nothing else begins before that is settled. */
  unsettled: StockWish | undefined;
  /** What the last change came to. */
  done: { wish: StockWish; product: SupportProduct } | undefined;
  failure: Failure | undefined;
}

/** Changes the stock of one product, each change once. */
export interface StockChanger {
  readonly state: ReadonlySignal<StockState>;
  change(wish: StockWish): Promise<boolean>;
  /** Sends the unsettled change again, under its key. */
  again(): Promise<boolean>;
  /** Gives the unsettled change up, and looks what the stock is. */
  giveUp(): Promise<void>;
}

/** What changing a stock needs. */
interface StockParts {
  api: Pick<SupportApi, 'changeStock'>;
  newKey: () => string;
  find: () => SupportProduct | undefined;
  put: (changed: SupportProduct) => void;
  load: () => Promise<void>;
}

const isUncertain = (failure: Failure): boolean =>
  failure.kind === 'no-answer' ||
  failure.kind === 'not-understood' ||
  (failure.kind === 'problem' && failure.problem.status >= 500);

/** A changer of the product of this key. */
export const createStockChanger = ({ api, newKey, find, put, load }: StockParts, key: string): StockChanger => {
  const state = signal<StockState>({ busy: false, unsettled: undefined, done: undefined, failure: undefined });
  let attempt: { idempotencyKey: string; change: StockChange; wish: StockWish } | undefined;

  const send = async (): Promise<boolean> => {
    if (attempt === undefined || state.peek().busy) return false;
    const { idempotencyKey, change, wish } = attempt;
    state.value = { ...state.peek(), busy: true, done: undefined, failure: undefined };
    const answer = await api.changeStock(key, change, idempotencyKey);
    if (answer.ok) {
      attempt = undefined;
      put(answer.value);
      state.value = { busy: false, unsettled: undefined, done: { wish, product: answer.value }, failure: undefined };
      return true;
    }
    const uncertain = isUncertain(answer.failure);
    if (!uncertain) {
      attempt = undefined;
      // It was refused for what the stock is by now.
      await load();
    }
    state.value = { busy: false, unsettled: uncertain ? wish : undefined, done: undefined, failure: answer.failure };
    return false;
  };

  return {
    state,
    change: async (wish) => {
      const product = find();
      if (product === undefined || state.peek().busy || state.peek().unsettled !== undefined) return false;
      attempt = { idempotencyKey: newKey(), change: { ...wish, revision: product.stockRevision }, wish };
      return send();
    },
    again: send,
    giveUp: async () => {
      attempt = undefined;
      state.value = { busy: false, unsettled: undefined, done: undefined, failure: undefined };
      await load();
    },
  };
};
