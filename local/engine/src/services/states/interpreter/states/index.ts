import type { Handlers } from '../handler.ts';
import type { Transitions } from '../transitions.ts';
import { choiceHandler, failHandler, passHandler } from './flow.ts';
import { createMapHandler } from './map.ts';
import { createParallelHandler } from './parallel.ts';
import { createTaskHandler, type TaskParts } from './task.ts';
import { createWaitHandler } from './wait.ts';

/** What handlers of states work with. */
interface HandlerParts extends TaskParts {
  readonly transitions: Transitions;
}

/** Builds the handler of each type of state. */
export const createHandlers = ({ transitions, ...parts }: HandlerParts): Handlers => ({
  Pass: passHandler,
  Succeed: passHandler,
  Choice: choiceHandler,
  Fail: failHandler,
  Wait: createWaitHandler({ now: parts.engine.now, steady: parts.steady, journal: parts.journal }),
  Task: createTaskHandler(parts),
  Parallel: createParallelHandler(parts.journal, transitions),
  Map: createMapHandler(parts.journal, transitions),
});
