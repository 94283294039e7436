import type { Engine, HttpRequest } from '../../service.ts';
import type { ApiLookup, Behaviour, Distribution } from './model.ts';

/** A viewer's request as it reaches a distribution. */
export interface Arrival {
  readonly engine: Engine;
  readonly apiAt: ApiLookup;
  readonly distribution: Distribution;
  readonly request: HttpRequest;
  readonly requestId: string;
}

/** One request on its way through a distribution. */
export interface Exchange extends Arrival {
  /** What is done to requests of its path. */
  readonly behaviour: Behaviour;
}
