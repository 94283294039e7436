import * as z from 'zod';
import { AwsError } from '../../../aws-error.ts';
import { type Access, operation } from '../../../service.ts';
import { checkMachineArn } from '../arns.ts';
import type { MachineRow, Settings } from '../data/machines.ts';
import { checkDefinition, diagnose } from '../definition/definitions.ts';
import {
  checkName,
  existingMachine,
  pageSize,
  readPosition,
  type StatesContext,
  seconds,
  writeToken,
} from './context.ts';

const settings = {
  loggingConfiguration: z.unknown().optional(),
  tracingConfiguration: z.unknown().optional(),
  encryptionConfiguration: z.unknown().optional(),
};
const maxResults = z.number().int().min(0).max(1000).optional();

/** The operations on state machines.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_Operations.html */
export const machineOperations = (context: StatesContext) => ({
  CreateStateMachine: operation({
    input: z.object({
      name: z.string(),
      definition: z.string(),
      roleArn: z.string(),
      type: z.enum(['STANDARD', 'EXPRESS']).optional(),
      tags: z.array(z.object({ key: z.string(), value: z.string() })).optional(),
      publish: z.boolean().optional(),
      ...settings,
    }),
    access: ({ name, roleArn }) => [
      { action: 'states:CreateStateMachine', resource: context.arns.machine(name) },
      passing(roleArn),
    ],
    run: (input) => {
      checkName(input.name);
      checkSupported(input.type, input.publish);
      const arn = context.arns.machine(input.name);
      checkRole(context, arn, input.roleArn, input.loggingConfiguration);
      checkDefinition(input.definition);
      const existing = context.machines.find(arn);
      if (!existing) {
        const tags = Object.fromEntries((input.tags ?? []).map(({ key, value }) => [key, value]));
        context.machines.create(arn, input.definition, input.roleArn, settingsOf(input), tags);
      } else if (existing.definition !== input.definition || existing.settings !== JSON.stringify(settingsOf(input))) {
        throw new AwsError('StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`);
      }
      return { stateMachineArn: arn, creationDate: seconds(context.machines.find(arn)?.created ?? 0) };
    },
  }),

  UpdateStateMachine: operation({
    input: z.object({
      stateMachineArn: z.string(),
      definition: z.string().optional(),
      roleArn: z.string().optional(),
      publish: z.boolean().optional(),
      ...settings,
    }),
    access: ({ stateMachineArn, roleArn }) => [
      { action: 'states:UpdateStateMachine', resource: stateMachineArn },
      ...(roleArn ? [passing(roleArn)] : []),
    ],
    run: (input) => {
      const machine = existingMachine(context, input.stateMachineArn);
      checkSupported('STANDARD', input.publish);
      const next = { ...(JSON.parse(machine.settings) as Settings), ...settingsOf(input) };
      if (!input.definition && !input.roleArn && Object.keys(settingsOf(input)).length === 0) {
        throw new AwsError(
          'MissingRequiredParameter',
          'Either the definition, the role ARN or a configuration must be specified',
        );
      }
      if (input.roleArn || input.loggingConfiguration)
        checkRole(context, machine.arn, input.roleArn ?? machine.role, next.loggingConfiguration);
      if (input.definition) checkDefinition(input.definition);
      context.machines.update(machine, input.definition ?? machine.definition, input.roleArn ?? machine.role, next);
      const updated = existingMachine(context, machine.arn);
      return { updateDate: seconds(context.engine.now()), revisionId: updated.revision_id };
    },
  }),

  DescribeStateMachine: operation({
    input: z.object({ stateMachineArn: z.string() }),
    access: ({ stateMachineArn }) => [{ action: 'states:DescribeStateMachine', resource: stateMachineArn }],
    run: ({ stateMachineArn }) => {
      const machine = existingMachine(context, stateMachineArn);
      return {
        ...summary(machine),
        status: 'ACTIVE',
        definition: machine.definition,
        roleArn: machine.role,
        ...described(JSON.parse(machine.settings) as Settings),
        revisionId: machine.revision_id,
      };
    },
  }),

  DeleteStateMachine: operation({
    input: z.object({ stateMachineArn: z.string() }),
    access: ({ stateMachineArn }) => [{ action: 'states:DeleteStateMachine', resource: stateMachineArn }],
    run: ({ stateMachineArn }) => {
      checkMachineArn(stateMachineArn);
      deleteMachine(context, stateMachineArn);
      return {};
    },
  }),

  ListStateMachines: operation({
    input: z.object({ maxResults, nextToken: z.string().optional() }),
    access: () => [{ action: 'states:ListStateMachines', resource: '*' }],
    run: (input) => {
      const size = pageSize(input.maxResults);
      const rows = context.machines.list(readPosition(input.nextToken, ''), size + 1);
      const page = rows.slice(0, size);
      const last = rows.length > size ? page.at(-1) : undefined;
      return { stateMachines: page.map(summary), ...(last && { nextToken: writeToken(last.arn) }) };
    },
  }),

  ValidateStateMachineDefinition: operation({
    input: z.object({
      definition: z.string(),
      type: z.enum(['STANDARD', 'EXPRESS']).optional(),
      severity: z.string().optional(),
      maxResults: z.number().int().min(0).max(100).optional(),
    }),
    access: () => [{ action: 'states:ValidateStateMachineDefinition', resource: '*' }],
    run: (input) => {
      const diagnostics = diagnose(input.definition);
      const shown = diagnostics.slice(0, input.maxResults || 100);
      return {
        result: diagnostics.length === 0 ? 'OK' : 'FAIL',
        diagnostics: shown,
        truncated: shown.length < diagnostics.length,
      };
    },
  }),
});

/** Aborts a state machine's executions and forgets it with them. */
export const deleteMachine = ({ executions, interpreter, machines }: StatesContext, arn: string): void => {
  for (const row of executions.runningOf(arn)) interpreter.abort(row, {});
  machines.remove(arn);
};

/** Who gives a role to a service must be allowed to.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html */
const passing = (roleArn: string): Access => ({
  action: 'iam:PassRole',
  resource: roleArn,
  context: { 'iam:PassedToService': 'states.amazonaws.com' },
});

/** Refuses a role that does not let Step Functions assume it, or may not set up the logging that is asked for. */
export const checkRole = ({ engine }: StatesContext, machine: string, roleArn: string, logging: unknown): void => {
  if (!/^arn:aws:iam::\d{12}:role\/.+/.test(roleArn))
    throw new AwsError('InvalidArn', `Invalid Role Arn: '${roleArn}'`);
  const caller = engine.assumeRole(roleArn, 'provisioning', { principal: 'states.amazonaws.com', sourceArn: machine });
  const { level = 'OFF' } = (logging ?? {}) as { readonly level?: string };
  if (level === 'OFF') return;
  try {
    engine.authorize(
      caller,
      LOG_DELIVERY.map((action) => ({ action: `logs:${action}`, resource: '*' })),
    );
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const text = 'The state machine IAM Role is not authorized to access the Log Destination';
    throw new AwsError('AccessDeniedException', text);
  }
};

/** https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html#cloudwatch-iam-policy */
const LOG_DELIVERY = [
  'CreateLogDelivery',
  'GetLogDelivery',
  'UpdateLogDelivery',
  'DeleteLogDelivery',
  'ListLogDeliveries',
  'PutResourcePolicy',
  'DescribeResourcePolicies',
  'DescribeLogGroups',
];

const checkSupported = (type: string | undefined, publish: boolean | undefined): void => {
  if (type === 'EXPRESS') {
    throw new AwsError(
      'StateMachineTypeNotSupported',
      'EXPRESS state machines are not emulated locally: use type STANDARD',
    );
  }
  if (publish) throw new AwsError('ValidationException', 'Versions of state machines are not emulated locally');
};

const settingsOf = (input: Settings): Settings => ({
  ...(input.loggingConfiguration !== undefined && { loggingConfiguration: input.loggingConfiguration }),
  ...(input.tracingConfiguration !== undefined && { tracingConfiguration: input.tracingConfiguration }),
  ...(input.encryptionConfiguration !== undefined && { encryptionConfiguration: input.encryptionConfiguration }),
});

/** The settings as described: what was not set has the service's defaults. */
export const described = (settings: Settings): Settings => ({
  loggingConfiguration: { level: 'OFF', includeExecutionData: false },
  tracingConfiguration: { enabled: false },
  encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
  ...settings,
});

const summary = ({ arn, name, created }: MachineRow) => ({
  stateMachineArn: arn,
  name,
  type: 'STANDARD',
  creationDate: seconds(created),
});
