import type { ComponentChildren } from 'preact';
import type { TracedExecution } from '../../../stores/support/order-trace.ts';
import { JsonPart } from '../json-part.tsx';

interface SectionProps {
  title: string;
  text: string | undefined;
  fileName: string;
  children?: ComponentChildren;
}

const Section = ({ title, text, fileName, children }: SectionProps) =>
  text === undefined ? null : (
    <details class="execution-data">
      <summary>{title}</summary>
      {children}
      <JsonPart text={text} what={title} fileName={fileName} />
    </details>
  );

/** What an execution began with, ended with, and runs by. */
export const ExecutionData = ({ traced }: { traced: TracedExecution }) => {
  const { execution, definition, definitionIsNewest } = traced;
  const { machine, name, input, output, cause } = execution;
  const fileName = `${name}-${machine}`;
  return (
    <section aria-labelledby="execution-data">
      <h2 id="execution-data">Input, output, definition</h2>
      <Section title="Input of the execution" text={input} fileName={`${fileName}-input`} />
      <Section title="Output of the execution" text={output} fileName={`${fileName}-output`} />
      <Section title="Cause of its end" text={cause} fileName={`${fileName}-cause`} />
      <Section
        title={definitionIsNewest ? 'Definition' : 'Definition: not the newest'}
        text={definition}
        fileName={`${machine}.asl`}
      >
        <p class="muted">
          {definitionIsNewest
            ? 'The execution runs by what is deployed now.'
            : 'Another definition was deployed since. A redrive goes on by this one; only an execution that is started afresh runs by the newer.'}
        </p>
      </Section>
    </section>
  );
};
