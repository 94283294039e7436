import type { Engine } from '../../../../service.ts';
import type { Admission } from '../admission.ts';
import type { Handlers } from '../handler.ts';
import type { Journal } from '../journal.ts';
import type { Transitions } from '../transitions.ts';
import { choiceHandler, failHandler, passHandler } from './flow.ts';
import { createMapHandler } from './map.ts';
import { createParallelHandler } from './parallel.ts';
import { createTaskHandler } from './task.ts';
import type { TaskOutcomes } from './task-outcomes.ts';
import { createWaitHandler } from './wait.ts';

/** What handlers of states work with. */
interface HandlerParts {
  readonly engine: Engine;
  readonly journal: Journal;
  readonly transitions: Transitions;
  readonly admission: Admission;
  readonly outcomes: TaskOutcomes;
}

/** Builds the handler of each type of state. */
export const createHandlers = ({ engine, journal, transitions, admission, outcomes }: HandlerParts): Handlers => ({
  Pass: passHandler,
  Succeed: passHandler,
  Choice: choiceHandler,
  Fail: failHandler,
  Wait: createWaitHandler(engine.clock, journal),
  Task: createTaskHandler(engine, journal, admission, outcomes),
  Parallel: createParallelHandler(journal, transitions),
  Map: createMapHandler(journal, transitions),
});
