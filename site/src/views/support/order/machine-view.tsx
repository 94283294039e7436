import { useMemo } from 'preact/hooks';
import type { Drawable } from '../../../machine/drawable.ts';
import { allNodes } from '../../../machine/graph.ts';
import type { StateOutcome } from '../../../machine/outcome.ts';
import { takenEdges } from '../../../machine/taken.ts';
import type { Journey } from '../../../machine/visits.ts';
import { Legend } from './legend.tsx';
import { MachineDrawing } from './machine-drawing.tsx';
import { StatePanel } from './state-panel.tsx';
import { StatesAsText } from './states-as-text.tsx';

interface MachineViewProps {
  /** The name of the state machine. */
  machine: string;
  drawable: Drawable;
  journey: Journey;
  outcomeOf: (state: string) => StateOutcome;
  /** The name of the state whose details are shown. */
  selected: string | undefined;
  select: (state: string | undefined) => void;
  addressOf: (state: string) => string;
}

/** The state machine as a drawing and as text, with what happened in the state that is selected. */
export const MachineView = ({ machine, drawable: { scope, layout }, ...props }: MachineViewProps) => {
  const { journey, outcomeOf, selected, select, addressOf } = props;
  const taken = useMemo(() => takenEdges(scope, journey), [scope, journey]);
  const node = selected === undefined ? undefined : allNodes(scope).find(({ name }) => name === selected);
  return (
    <section class="tracing" aria-labelledby="machine">
      <h2 id="machine" tabIndex={-1}>
        State machine <span class="muted">{machine}</span>
      </h2>
      <div class="machine">
        <div class="machine-main">
          <MachineDrawing
            layout={layout}
            taken={taken}
            outcomeOf={outcomeOf}
            selected={selected}
            select={select}
            fileName={machine}
          />
          <Legend />
        </div>
        <StatePanel
          key={selected}
          node={node}
          outcome={node && outcomeOf(node.name)}
          address={addressOf(selected ?? '')}
          close={() => select(undefined)}
        />
      </div>
      <StatesAsText scope={scope} taken={taken} outcomeOf={outcomeOf} />
    </section>
  );
};
