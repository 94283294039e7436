import { useEffect, useMemo, useState } from 'preact/hooks';
import { formatDuration } from '../../../format/duration.ts';
import { type Compared, compareExecutions, type StateSide } from '../../../machine/compare.ts';
import { OUTCOME_WORDS } from '../../../machine/execution-words.ts';
import { readTimings } from '../../../machine/timings.ts';
import type { OrderTrace, TracedExecution } from '../../../stores/support/order-trace.ts';
import { ExecutionBadge } from '../badges.tsx';
import { sayFailure } from '../english.tsx';
import { useSupport } from '../support-context.ts';
import { Changes } from './changes.tsx';
import { sayExecution } from './execution-name.ts';

type Choice = TracedExecution['executions'][number];

const isSame = (one: Pick<Choice, 'machine' | 'name'>, other: Pick<Choice, 'machine' | 'name'>): boolean =>
  one.machine === other.machine && one.name === other.name;

const comparedOf = (trace: OrderTrace): Compared => {
  const journey = trace.journey.value;
  return { journey, timings: readTimings(journey, trace.events.value, Date.now(), () => false) };
};

const Side = ({ side: { outcome, duration, tries, error }, name }: { side: StateSide; name: string }) => (
  <td data-label={name}>
    <span class={`outcome outcome-words ${outcome}`}>{OUTCOME_WORDS[outcome]}</span>
    {outcome !== 'not-reached' && (
      <>
        {', '}
        {formatDuration(duration)}, {tries === 1 ? '1 try' : `${tries} tries`}
      </>
    )}
    {error !== undefined && <p class="error-name">{error}</p>}
  </td>
);

interface SideBySideProps {
  orderId: string;
  trace: OrderTrace;
  traced: TracedExecution;
  other: Choice;
}

/** Two executions state by state, and what differs in what they began with and what the states gave. */
const SideBySide = ({ orderId, trace, traced, other }: SideBySideProps) => {
  const support = useSupport();
  const second = useMemo(() => support.trace(orderId, other), []);
  useEffect(() => second.start(), []);
  const found = second.execution.value;
  const failure = second.failure.value;
  if (!found) return <p class="muted">{failure ? sayFailure(failure) : 'One moment …'}</p>;
  const names: [string, string] = [sayExecution(traced.execution), sayExecution(other)];
  const rows = compareExecutions(comparedOf(trace), comparedOf(second));
  const [before, after] = [traced.execution.input, found.execution.input];
  return (
    <>
      <table class="table comparison">
        <caption class="visually-hidden">Two executions, state by state</caption>
        <thead>
          <tr>
            <th scope="col">State</th>
            <th scope="col">
              {names[0]} <ExecutionBadge status={traced.execution.status} />
            </th>
            <th scope="col">
              {names[1]} <ExecutionBadge status={found.execution.status} />
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ state, sides: [left, right] }) => (
            <tr key={state}>
              <th scope="row">
                {state}
                {left.output !== undefined && right.output !== undefined && left.output !== right.output && (
                  <details>
                    <summary>
                      Outputs differ<span class="visually-hidden"> in {state}</span>
                    </summary>
                    <Changes before={left.output} after={right.output} />
                  </details>
                )}
              </th>
              <Side side={left} name={names[0]} />
              <Side side={right} name={names[1]} />
            </tr>
          ))}
        </tbody>
      </table>
      {before !== undefined && after !== undefined && (
        <>
          <h3>What differs in their inputs</h3>
          <Changes before={before} after={after} />
        </>
      )}
    </>
  );
};

interface ComparisonProps {
  trace: OrderTrace;
  traced: TracedExecution;
}

/** Puts another execution of the order beside the one that is shown; nothing where there is no other. */
export const Comparison = ({ trace, traced }: ComparisonProps) => {
  const [chosen, choose] = useState<Choice>();
  const others = traced.executions.filter((each) => !isSame(each, traced.execution));
  if (others.length === 0) return null;
  return (
    <section aria-labelledby="comparison">
      <h2 id="comparison">Side by side</h2>
      <p class="actions">
        {others.map((each) => (
          <button
            key={`${each.machine} ${each.name}`}
            type="button"
            class="button small"
            aria-pressed={chosen !== undefined && isSame(chosen, each)}
            onClick={() => choose(each)}
          >
            Compare with {sayExecution(each)}
          </button>
        ))}
      </p>
      {chosen && (
        <SideBySide
          key={`${chosen.machine} ${chosen.name}`}
          orderId={traced.orderId}
          trace={trace}
          traced={traced}
          other={chosen}
        />
      )}
    </section>
  );
};
