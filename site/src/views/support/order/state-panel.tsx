import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { formatDuration, millisecondsBetween } from '../../../format/duration.ts';
import { KIND_WORDS, OUTCOME_WORDS, sayVisit } from '../../../machine/execution-words.ts';
import { functionLinkOf } from '../../../machine/function-link.ts';
import type { GraphNode } from '../../../machine/graph.ts';
import { outcomeOfVisit, retriesOf, type StateOutcome } from '../../../machine/outcome.ts';
import type { Visit } from '../../../machine/visits.ts';
import { Timestamp } from '../../timestamp.tsx';
import { JsonPart } from '../json-part.tsx';
import { Attempts } from './attempts.tsx';
import { Changes } from './changes.tsx';

const Part = ({ title, children }: { title: string; children: ComponentChildren }) => (
  <section class="panel-part">
    <h4>{title}</h4>
    {children}
  </section>
);

const Text = ({ title, text, fileName }: { title: string; text: string | undefined; fileName: string }) =>
  text === undefined ? null : (
    <Part title={title}>
      <JsonPart text={text} what={title} fileName={fileName} />
    </Part>
  );

const durationOf = ({ enteredAt, exitedAt, attempts }: Visit): string => {
  const end = exitedAt ?? attempts.at(-1)?.endedAt;
  return end === undefined ? 'no end known' : formatDuration(millisecondsBetween(enteredAt, end));
};

const VisitDetails = ({ visit }: { visit: Visit }) => {
  const outcome = outcomeOfVisit(visit);
  const functionLink = functionLinkOf(visit.attempts.at(-1)?.parameters);
  return (
    <>
      <dl class="panel-facts">
        <div>
          <dt>Outcome</dt>
          <dd class={`outcome outcome-words ${outcome}`}>{OUTCOME_WORDS[outcome]}</dd>
        </div>
        <div>
          <dt>Duration</dt>
          <dd>{durationOf(visit)}</dd>
        </div>
        <div>
          <dt>Retries</dt>
          <dd>{retriesOf(visit)}</dd>
        </div>
        {visit.redrives > 0 && (
          <div>
            <dt>Redrives</dt>
            <dd>{visit.redrives}</dd>
          </div>
        )}
        <div class="wide">
          <dt>Entered</dt>
          <dd>
            <Timestamp timestamp={visit.enteredAt} precision="milliseconds" />
          </dd>
        </div>
      </dl>
      {functionLink !== undefined && (
        <p class="small-text">
          <a href={functionLink} target="_blank" rel="noreferrer">
            Logs of its function<span class="visually-hidden"> in the AWS console (opens another tab)</span>
          </a>
        </p>
      )}
      {visit.fault?.error !== undefined && (
        <Part title="Error">
          <p class="error-name">{visit.fault.error}</p>
        </Part>
      )}
      <Text title="Cause" text={visit.fault?.cause} fileName={`${visit.state}-cause`} />
      {visit.input !== undefined && visit.output !== undefined && (
        <Part title="What it changed">
          <Changes before={visit.input} after={visit.output} />
        </Part>
      )}
      <Text title="Input" text={visit.input} fileName={`${visit.state}-input`} />
      <Text title="Output" text={visit.output} fileName={`${visit.state}-output`} />
      {visit.attempts.length > 1 && (
        <Part title="Tries">
          <Attempts attempts={visit.attempts} />
        </Part>
      )}
    </>
  );
};

const Visits = ({ visits }: { visits: readonly Visit[] }) => {
  const [chosen, choose] = useState<number>();
  const index = Math.min(chosen ?? visits.length - 1, visits.length - 1);
  const visit = visits[index];
  if (visit === undefined) return <p class="muted">This execution has not been here.</p>;
  return (
    <>
      {visits.length > 1 && (
        <div class="field">
          <label for="visit">Which of {visits.length} visits</label>
          <select id="visit" value={index} onChange={(event) => choose(Number(event.currentTarget.value))}>
            {visits.map((each, at) => (
              <option key={`${at} ${each.enteredAt}`} value={at}>
                {sayVisit(each, at)}
              </option>
            ))}
          </select>
        </div>
      )}
      <VisitDetails visit={visit} />
    </>
  );
};

interface StatePanelProps {
  /** The state that is selected. */
  node: GraphNode | undefined;
  outcome: StateOutcome | undefined;
  /** The address of the state that is selected. */
  address: string;
  close: () => void;
}

/** What happened in the state that is selected. */
export const StatePanel = ({ node, outcome, address, close }: StatePanelProps) => (
  <aside class="state-panel" aria-label="Details of a state">
    {node && outcome ? (
      <>
        <div class="panel-head">
          <h3>{node.name}</h3>
          <button type="button" class="button tool" aria-label="Close the details" onClick={close}>
            ×
          </button>
        </div>
        <p class="muted">{node.caption === '' ? KIND_WORDS[node.kind] : node.caption}</p>
        {node.comment !== undefined && <p class="state-comment">{node.comment}</p>}
        <p class="small-text">
          <a href={address}>Link to this state</a>
        </p>
        <Visits visits={outcome.visits} />
      </>
    ) : (
      <p class="muted">Choose a state to see its input, its output and how it went.</p>
    )}
  </aside>
);
