import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { prodContext, render, resourceNamed, synthesizedTemplate } from './synthesized.ts';

interface Verdict {
  readonly isValid: boolean;
  errorsText(): string;
}
const validateAsl: (definition: unknown) => Verdict = createRequire(import.meta.url)('asl-validator');

const machineOf = (context: Readonly<Record<string, unknown>> = {}, construct = 'OrderWorkflow') =>
  resourceNamed(synthesizedTemplate(context), 'AWS::StepFunctions::StateMachine', `${construct}StateMachine`)
    .Properties;

describe.each([
  ['OrderWorkflow', 'OrderProcessing', 'OrderWorkflow'],
  ['OrderCancellation', 'OrderCancellation', 'OrderWorkflow'],
  ['BulkAction', 'BulkAction', 'BulkAction'],
])('%s', (construct, machineName, owner) => {
  const machine = machineOf({}, construct);

  it('is a Standard state machine, whose executions can be traced and redriven, under a name that people know', () => {
    expect(machine.StateMachineType).toBe('STANDARD');
    expect(machine.StateMachineName).toBe(machineName);
    expect(machineOf(prodContext, construct).StateMachineName).toBe(`${machineName}-prod`);
  });

  it('has a valid definition', () => {
    const verdict = validateAsl(JSON.parse(machine.DefinitionString));
    expect(verdict.isValid, verdict.errorsText()).toBe(true);
  });

  it('substitutes every placeholder of the definition with the function of that name', () => {
    const placeholders = new Set([...machine.DefinitionString.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name));
    expect([...placeholders].sort()).toEqual(Object.keys(machine.DefinitionSubstitutions).sort());
    for (const [name, value] of Object.entries(machine.DefinitionSubstitutions)) {
      expect(render(value)).toBe(`${owner}${name.replace(/Arn$/, '')}.Arn`);
    }
  });

  it('logs every event but never the data, and is traced', () => {
    expect(machine.LoggingConfiguration).toMatchObject({ Level: 'ALL', IncludeExecutionData: false });
    expect(machine.LoggingConfiguration.Destinations).toHaveLength(1);
    expect(machine.TracingConfiguration).toEqual({ Enabled: true });
  });
});
