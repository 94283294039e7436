import type { HistoryEvent } from '../../../lambdas/core/contract/support.ts';
import { faultOf, isOpen, type Journey, outwards, type Place, type Step, textOf, type Visit } from './visits.ts';

const ENDINGS = ['ExecutionSucceeded', 'ExecutionFailed', 'ExecutionTimedOut', 'ExecutionAborted'] as const;
const endingOf = (type: string) => ENDINGS.find((ending) => ending === type);

const NOWHERE: Place = { visit: undefined, parent: undefined, iteration: undefined };
const TIMED_OUT = { error: 'States.Timeout', cause: undefined };

/** Follows a history from its first event: which states were entered when, with what, and how often they tried. Events name
 * their state only when it is entered and left; between, each is traced by the event before it.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html */
class Reader {
  readonly visits: Visit[] = [];
  readonly steps: Step[] = [];
  readonly visitOf = new Map<number, Visit>();
  ending: Journey['ending'];
  fault: Journey['fault'];
  failedAt: Visit | undefined;
  readonly #places = new Map<number, Place>();
  readonly #types = new Map<number, string>();
  /** Visits that the last redrive took up, and which no event went on with so far. */
  #toRedrive: Visit[] = [];

  read(event: HistoryEvent): void {
    const place = this.#placeOf(event);
    this.#places.set(event.id, place);
    this.#types.set(event.id, event.type);
    if (!place.visit) return;
    place.visit.events += 1;
    this.visitOf.set(event.id, place.visit);
  }

  #placeOf(event: HistoryEvent): Place {
    const before = this.#places.get(event.previousEventId) ?? NOWHERE;
    if (event.type.startsWith('Execution')) return this.#execution(event, before);
    if (event.type.endsWith('StateEntered')) return this.#enter(event, before);
    if (event.type.endsWith('StateExited')) return this.#exit(event, before);
    if (event.type.startsWith('MapIteration')) return this.#iteration(event, before);
    // Whose state was aborted the event does not say; that of what it is part of does.
    if (event.type.endsWith('StateAborted')) return before;
    if (/^(Map|Parallel)State/.test(event.type)) return this.#container(event, before);
    return this.#work(event, before);
  }

  #execution({ type, details }: HistoryEvent, before: Place): Place {
    if (type === 'ExecutionRedriven') {
      this.#redrive();
      return before;
    }
    this.ending = endingOf(type);
    if (this.ending === undefined || this.ending === 'ExecutionSucceeded') return NOWHERE;
    this.fault = type === 'ExecutionTimedOut' ? { ...TIMED_OUT, ...given(faultOf(details)) } : faultOf(details);
    this.failedAt = this.#failing(before.visit);
    if (type === 'ExecutionFailed' && before.visit && isOpen(before.visit)) before.visit.fault ??= this.fault;
    for (const visit of this.visits.filter(isOpen)) {
      if (type === 'ExecutionTimedOut') visit.fault ??= this.fault;
      // Stopped before its next try: the last one failed, the state did not.
      if (type === 'ExecutionAborted') visit.fault = undefined;
      visit.stopped = true;
    }
    return { ...before, visit: undefined };
  }

  /** The innermost state that failed, as the event before the end may be that of a container. */
  #failing(visit: Visit | undefined): Visit | undefined {
    if (visit && !isContainer(visit)) return visit;
    const broken = this.visits.filter((each) => each.fault && each.exitedAt === undefined && !isContainer(each));
    const within = broken.filter((each) => !visit || outwards(each).includes(visit));
    return within.at(-1) ?? visit ?? this.visits.findLast(isOpen);
  }

  /** Lets what had stopped go on: no event says so of each state. */
  #redrive(): void {
    this.ending = undefined;
    this.fault = undefined;
    this.failedAt = undefined;
    const stopped = this.visits.filter((visit, index) => visit.stopped && this.#canGoOn(visit, index));
    this.#toRedrive = stopped.filter((visit) => !isContainer(visit));
    for (const visit of stopped) {
      if (isContainer(visit)) visit.fault = undefined;
      visit.stopped = false;
      visit.redrives += 1;
    }
  }

  /** Not what ended with a container that was left, nor what a retry of one began anew. */
  #canGoOn(visit: Visit, index: number): boolean {
    if (outwards(visit).some(({ exitedAt }) => exitedAt !== undefined)) return false;
    const isSame = ({ state, parent, iteration }: Visit): boolean =>
      state === visit.state && parent === visit.parent && iteration === visit.iteration;
    return !this.visits.slice(index + 1).some(isSame);
  }

  #enter({ type, details, timestamp, previousEventId }: HistoryEvent, before: Place): Place {
    const state = textOf(details, 'name') ?? '?';
    const again = this.#takeUp(previousEventId, (visit) => visit.state === state);
    const { parent, iteration } = again ?? before;
    // A state without work of its own is entered once more.
    if (again) again.stopped = true;
    const visit: Visit = {
      state,
      type: type.slice(0, -'StateEntered'.length),
      parent,
      iteration,
      enteredAt: timestamp,
      exitedAt: undefined,
      input: textOf(details, 'input'),
      output: undefined,
      attempts: [],
      fault: undefined,
      stopped: false,
      redrives: again ? again.redrives : 0,
      events: 0,
    };
    this.visits.push(visit);
    if (before.visit?.exitedAt !== undefined) this.steps.push({ from: before.visit, to: visit });
    return { visit, parent, iteration };
  }

  #exit({ details, timestamp }: HistoryEvent, before: Place): Place {
    const state = textOf(details, 'name');
    const visit =
      outwards(before.visit).find((each) => each.state === state && each.exitedAt === undefined) ??
      this.visits.findLast((each) => each.state === state && each.exitedAt === undefined);
    if (!visit) return before;
    // A container that caught what failed in it is left right after that.
    if (before.visit !== visit && before.visit?.exitedAt === undefined) visit.fault ??= before.visit?.fault;
    visit.exitedAt = timestamp;
    visit.output = textOf(details, 'output');
    this.#stopWithin(visit);
    return { visit, parent: visit.parent, iteration: visit.iteration };
  }

  #iteration({ type, details }: HistoryEvent, before: Place): Place {
    const name = textOf(details, 'name');
    const map = outwards(before.visit).find((each) => each.state === name) ?? this.#openContainer('Map', name);
    const index = typeof details?.index === 'number' ? details.index : undefined;
    if (map && /Failed|Aborted/.test(type)) this.#stopWithin(map, index);
    return { visit: map, parent: map, iteration: index };
  }

  #container({ type, timestamp }: HistoryEvent, before: Place): Place {
    const kind = type.startsWith('Map') ? 'Map' : 'Parallel';
    const starts = type.endsWith('Started');
    // One that has failed may start anew; only another one, around it, can fail or succeed.
    const visit =
      outwards(before.visit).find((each) => each.type === kind && isOpen(each) && (starts || !each.fault)) ??
      this.#openContainer(kind, undefined);
    if (!visit) return before;
    if (starts) {
      visit.fault = undefined;
      visit.attempts.push({ ...NEW_ATTEMPT, startedAt: timestamp });
    } else if (type.endsWith('Failed')) {
      const inner = before.visit === visit ? undefined : before.visit?.fault;
      visit.fault = inner ?? { error: undefined, cause: undefined };
      endAttempt(visit, timestamp);
      this.#stopWithin(visit);
    } else if (type.endsWith('Succeeded')) {
      endAttempt(visit, timestamp);
    }
    return { visit, parent: visit, iteration: undefined };
  }

  /** What a state does between its beginning and its end: tries, and how they went. */
  #work({ type, details, timestamp, previousEventId }: HistoryEvent, before: Place): Place {
    const parameters = textOf(details, 'parameters') ?? textOf(details, 'input');
    const again =
      this.#takeUp(previousEventId, (visit) => visit.attempts.at(-1)?.parameters === parameters) ??
      this.#takeUp(previousEventId, () => true);
    const visit = again ?? this.#namedIn(details) ?? before.visit;
    if (!visit) return before;
    if (type.endsWith('Scheduled')) {
      visit.fault = undefined;
      visit.attempts.push({ ...NEW_ATTEMPT, startedAt: timestamp, parameters, redriven: again !== undefined });
    } else if (/Failed$|TimedOut$/.test(type)) {
      visit.fault = type.endsWith('TimedOut') ? { ...TIMED_OUT, ...given(faultOf(details)) } : faultOf(details);
      endAttempt(visit, timestamp);
    } else if (/(?<!Submit)Succeeded$/.test(type)) {
      visit.fault = undefined;
      endAttempt(visit, timestamp);
    }
    return { visit, parent: visit.parent, iteration: visit.iteration };
  }

  /** EvaluationFailed may be the first event of its state after the state was entered, and names it. */
  #namedIn(details: HistoryEvent['details']): Visit | undefined {
    const state = textOf(details, 'state');
    return state === undefined ? undefined : this.visits.findLast((each) => isOpen(each) && each.state === state);
  }

  /** Takes the visit that an event right after a redrive goes on with. */
  #takeUp(previousEventId: number, fits: (visit: Visit) => boolean): Visit | undefined {
    if (this.#types.get(previousEventId) !== 'ExecutionRedriven') return undefined;
    const found = this.#toRedrive.find(fits);
    this.#toRedrive = this.#toRedrive.filter((visit) => visit !== found);
    return found;
  }

  #openContainer(type: string, state: string | undefined): Visit | undefined {
    return this.visits.findLast(
      (each) => each.type === type && isOpen(each) && (state === undefined || each.state === state),
    );
  }

  #stopWithin(outer: Visit, iteration?: number): void {
    for (const visit of this.visits) {
      if (visit === outer || !isOpen(visit)) continue;
      const chain = outwards(visit);
      const at = chain.indexOf(outer);
      const child = at > 0 ? chain[at - 1] : undefined;
      if (child && (iteration === undefined || child.iteration === iteration)) visit.stopped = true;
    }
  }
}

const NEW_ATTEMPT = { endedAt: undefined, fault: undefined, redriven: false, parameters: undefined };

const isContainer = ({ type }: Visit): boolean => type === 'Parallel' || type === 'Map';

const given = <T extends object>(members: T): Partial<T> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Partial<T>;

const endAttempt = (visit: Visit, timestamp: string): void => {
  const attempt = visit.attempts.at(-1);
  if (!attempt || attempt.endedAt !== undefined) return;
  attempt.endedAt = timestamp;
  attempt.fault = visit.fault;
};

/** Reads an execution's history, oldest event first; what is not there yet simply has not happened. */
export const readJourney = (events: readonly HistoryEvent[]): Journey => {
  const reader = new Reader();
  for (const event of events) reader.read(event);
  const { visits, steps, visitOf, ending, fault, failedAt } = reader;
  return { visits, steps, visitOf, ending, fault, failedAt };
};
