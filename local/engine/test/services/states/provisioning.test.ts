import { describe, expect, it } from 'vitest';
import { AwsError } from '../../../src/aws-error.ts';
import type { ResourceContext } from '../../../src/service.ts';
import { ROLE_ARN, type States } from '../../../src/testing/states.ts';
import { useStates } from './use-states.ts';

const open = useStates();

const resource: ResourceContext = {
  logicalId: 'Machine',
  type: 'AWS::StepFunctions::StateMachine',
  stackName: 'stack',
  stackId: 'id',
  generatedName: () => 'Machine-1',
  assetFolder: () => '',
};
const provision = async (states: States, properties: object) => {
  const type = states.service.resourceTypes?.['AWS::StepFunctions::StateMachine'];
  if (!type) throw new Error('no such type');
  return await type.provision(type.properties.parse({ RoleArn: ROLE_ARN, ...properties }), resource);
};
const DefinitionString = JSON.stringify({
  QueryLanguage: 'JSONata',
  StartAt: 'Say',
  States: { Say: { Type: 'Pass', Output: '${Word}', End: true } },
});

describe('a state machine in a template', () => {
  it('has its definition with the values substituted, and keeps it over a restart', async () => {
    const states = await open();
    const properties = {
      DefinitionString,
      DefinitionSubstitutions: { Word: 'hello' },
      TracingConfiguration: { Enabled: true },
    };
    const stateMachineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:Machine-1';
    expect(await provision(states, properties)).toEqual({
      ref: stateMachineArn,
      attributes: { Arn: stateMachineArn, Name: 'Machine-1', StateMachineRevisionId: 'INITIAL' },
    });
    expect((await states.ended(await states.start(stateMachineArn))).output).toBe('"hello"');
    expect(await states.call('DescribeStateMachine', { stateMachineArn })).toMatchObject({
      tracingConfiguration: { enabled: true },
    });
    const again = await provision(states, properties);
    expect(again.attributes).toMatchObject({ StateMachineRevisionId: 'INITIAL' });
    const changed = await provision(states, { ...properties, DefinitionSubstitutions: { Word: 'bye' } });
    expect(changed.attributes?.StateMachineRevisionId).toMatch(/^[0-9a-f-]{36}$/);
    expect((await states.ended(await states.start(stateMachineArn))).output).toBe('"bye"');
  });

  it('is refused with an unknown property, a bad definition, or a role that does not trust Step Functions', async () => {
    const states = await open();
    await expect(provision(states, { DefinitionString, Unknown: 1 })).rejects.toThrow(/Unknown/);
    await expect(provision(states, { DefinitionString: '{"StartAt":"A"}' })).rejects.toMatchObject({
      code: 'InvalidDefinition',
    });
    const distrusted = await open({
      assumeRole: (_role, _session, service) => {
        throw new AwsError('AccessDeniedException', `does not trust ${service?.principal}`, 403);
      },
    });
    await expect(provision(distrusted, { DefinitionString })).rejects.toThrow('does not trust states.amazonaws.com');
  });
});

describe('permissions', () => {
  const machine = 'arn:aws:states:us-east-1:000000000000:stateMachine:m';
  const execution = 'arn:aws:states:us-east-1:000000000000:execution:m:e';

  it.each([
    ['StartExecution', { stateMachineArn: machine }, machine],
    ['ListExecutions', { stateMachineArn: machine }, machine],
    ['DescribeStateMachine', { stateMachineArn: machine }, machine],
    ['DescribeExecution', { executionArn: execution }, execution],
    ['StopExecution', { executionArn: execution }, execution],
    ['GetExecutionHistory', { executionArn: execution }, execution],
    ['RedriveExecution', { executionArn: execution }, execution],
    ['DescribeStateMachineForExecution', { executionArn: execution }, execution],
    ['ListStateMachines', {}, '*'],
  ])('of %s are asked on its resource', async (name, input, arn) => {
    const states = await open();
    const operation = states.service.operations[name];
    if (!operation) throw new Error(`no operation ${name}`);
    const call = {
      caller: { kind: 'operator', arn: '' },
      requestId: '',
      signal: new AbortController().signal,
    } as const;
    expect(operation.access(operation.input.parse(input), call)).toEqual([{ action: `states:${name}`, resource: arn }]);
  });
});
