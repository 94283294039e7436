import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { RedriveRequest } from '../../../../../lambdas/core/contract/support.ts';
import type { Answer } from '../../../api/answer.ts';
import { sayFailed } from '../../../machine/execution-words.ts';
import { type Offers, offersOf } from '../../../stores/support/offers.ts';
import type { OrderTrace, TracedExecution } from '../../../stores/support/order-trace.ts';
import { type Begun, outcomeOf, type Remedy } from '../../../stores/support/remedy-outcome.ts';
import type { ActionOutcome } from '../../action-outcome.ts';
import { OutcomeNote } from '../../outcome-note.tsx';
import { useShop } from '../../shop-context.ts';
import { sayFailure } from '../english.tsx';
import { useMayAct } from '../support-access.ts';
import { useShortcuts } from '../use-shortcuts.ts';
import { FreshDialog, RedriveDialog, StartDialog } from './remedy-dialogs.tsx';
import { StopButton } from './stop-button.tsx';

interface ButtonsProps {
  offers: Offers;
  failedState: string | undefined;
  busy: boolean;
  ask: (remedy: Remedy) => void;
}

const Buttons = ({ offers, failedState, busy, ask }: ButtonsProps) => {
  const buttons: [boolean, Remedy, string][] = [
    [offers.redrive, 'redrive', failedState === undefined ? 'Redrive' : `Redrive from ${failedState}`],
    [offers.start, 'start', 'Start its execution'],
    [offers.fresh, 'fresh', 'Start afresh'],
  ];
  const offered = buttons.filter(([isOffered]) => isOffered);
  if (offered.length === 0) return null;
  return (
    <div class="remedy-buttons">
      {offered.map(([, remedy, words], index) => (
        <button
          key={remedy}
          type="button"
          class={index === 0 ? 'button primary' : 'button'}
          aria-disabled={busy}
          onClick={() => busy || ask(remedy)}
        >
          {words}
        </button>
      ))}
    </div>
  );
};

/** The newest execution of the same workflow. */
const newestOf = ({ executions, execution }: TracedExecution): string | undefined =>
  executions.findLast(({ machine }) => machine === execution.machine)?.name;

interface RemediesProps {
  trace: OrderTrace;
  orderId: string;
  /** Whether the page's address names an execution or its workflow. */
  isChosen: boolean;
}

/** In a sentence what failed, and what can be done about it. */
export const Remedies = ({ trace, orderId, isChosen }: RemediesProps) => {
  const { route } = useLocation();
  const { announcer } = useShop();
  const mayAct = useMayAct();
  const [asked, setAsked] = useState<Remedy>();
  const [busy, setBusy] = useState(false);
  const [begun, setBegun] = useState<Begun>();
  const [refused, setRefused] = useState<ActionOutcome>();
  const traced = trace.execution.value;
  const order = trace.order.value;
  const execution = traced?.execution;
  const isNewest = traced === undefined || newestOf(traced) === traced.execution.name;
  const missing = traced === undefined && trace.failure.value?.kind === 'problem';
  const offers = isNewest && (traced || missing) ? offersOf(execution, order, Date.now()) : undefined;
  const hasFailed = execution !== undefined && ['FAILED', 'TIMED_OUT', 'ABORTED'].includes(execution.status);
  const told = traced?.failure ?? { error: execution?.error, cause: execution?.cause };
  const failedState = told.state ?? trace.journey.value.failedAt?.state;

  const act = async (remedy: Remedy, call: () => Promise<Answer<unknown>>): Promise<void> => {
    setAsked(undefined);
    setBusy(true);
    const answer = await call();
    setBusy(false);
    setRefused(answer.ok ? undefined : { text: sayFailure(answer.failure), bad: true });
    setBegun(answer.ok ? { remedy, name: execution?.name, redriveCount: execution?.redriveCount ?? 0 } : undefined);
    // The page of a named execution would never show the new one.
    if (answer.ok && remedy === 'fresh' && isChosen) route(`/support/orders/${orderId}`);
  };
  const outcome = begun ? outcomeOf(begun, execution, trace.following.value) : refused;
  const request: RedriveRequest = {
    ...(execution && { machine: execution.machine }),
    ...(execution && { redriveCount: execution.redriveCount }),
    ...(execution?.status === 'ABORTED' && { aborted: true }),
  };
  const close = (): void => setAsked(undefined);
  const dialogs = {
    onCancel: close,
    failedState,
    orderId,
    stopped: execution?.status === 'ABORTED',
    machine: execution?.machine,
  };

  useShortcuts({
    r: () => {
      if (!mayAct || busy || asked) return;
      if (offers?.redrive) setAsked('redrive');
      else announcer.say('This execution cannot be redriven.');
    },
  });

  return (
    <div class={hasFailed ? 'remedies failed' : 'remedies'}>
      {hasFailed && <p class="failure">{sayFailed(execution.status, told, trace.journey.value)}</p>}
      {hasFailed && offers?.instead !== undefined && <p>{offers.instead}</p>}
      {!isNewest && <p class="muted">Support has started this afresh since: see its newest execution.</p>}
      {offers && mayAct && <Buttons offers={offers} failedState={failedState} busy={busy} ask={setAsked} />}
      {execution && isNewest && mayAct && <StopButton key={execution.name} trace={trace} execution={execution} />}
      {outcome && <OutcomeNote outcome={outcome} />}
      {asked === 'redrive' && (
        <RedriveDialog {...dialogs} onConfirm={() => act('redrive', () => trace.redrive(request))} />
      )}
      {asked === 'fresh' && (
        <FreshDialog {...dialogs} onConfirm={() => act('fresh', () => trace.redrive({ ...request, fresh: true }))} />
      )}
      {asked === 'start' && <StartDialog {...dialogs} onConfirm={() => act('start', () => trace.redrive({}))} />}
    </div>
  );
};
