import * as z from 'zod';
import { own } from '../../kit/own.ts';
import { type ResourceType, resourceType } from '../../service.ts';
import type { Settings } from './data/machines.ts';
import { checkDefinition } from './definition/definitions.ts';
import type { StatesContext } from './operations/context.ts';
import { checkRole, deleteMachine } from './operations/machines.ts';

const tag = z.object({ Key: z.string(), Value: z.string() });

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-statemachine.html */
export const stateMachineType = (context: StatesContext): ResourceType =>
  resourceType({
    properties: z.strictObject({
      DefinitionString: z.string(),
      DefinitionSubstitutions: z.record(z.string(), z.coerce.string()).optional(),
      RoleArn: z.string(),
      StateMachineName: z.string().optional(),
      StateMachineType: z.literal('STANDARD').optional(),
      LoggingConfiguration: z.record(z.string(), z.unknown()).optional(),
      TracingConfiguration: z.record(z.string(), z.unknown()).optional(),
      EncryptionConfiguration: z.record(z.string(), z.unknown()).optional(),
      Tags: z.array(tag).optional(),
    }),
    provision: (properties, resource) => {
      const name = properties.StateMachineName ?? resource.generatedName(80);
      const arn = context.arns.machine(name);
      const definition = substitute(properties.DefinitionString, properties.DefinitionSubstitutions ?? {});
      const existing = context.machines.find(arn);
      // What is on disk was checked when it was written.
      if (existing?.definition !== definition) checkDefinition(definition);
      const settings: Settings = {
        ...(properties.LoggingConfiguration && { loggingConfiguration: camelCase(properties.LoggingConfiguration) }),
        ...(properties.TracingConfiguration && { tracingConfiguration: camelCase(properties.TracingConfiguration) }),
        ...(properties.EncryptionConfiguration && {
          encryptionConfiguration: camelCase(properties.EncryptionConfiguration),
        }),
      };
      checkRole(context, arn, properties.RoleArn, settings.loggingConfiguration);
      const tags = Object.fromEntries((properties.Tags ?? []).map(({ Key, Value }) => [Key, Value]));
      if (existing) {
        context.machines.update(existing, definition, properties.RoleArn, settings);
        context.machines.tag(arn, tags);
      } else context.machines.create(arn, definition, properties.RoleArn, settings, tags);
      const StateMachineRevisionId = context.machines.find(arn)?.revision_id;
      return { ref: arn, attributes: { Arn: arn, Name: name, StateMachineRevisionId } };
    },
    remove: (arn) => deleteMachine(context, arn),
  });

/** Puts values in the place of `${Key}`; other `${...}` stay. */
const substitute = (definition: string, substitutions: Readonly<Record<string, string>>): string =>
  definition.replaceAll(/\$\{([A-Za-z0-9_]+)\}/g, (whole, key: string) => own(substitutions, key) ?? whole);

/** CloudFormation's `IncludeExecutionData` is the API's `includeExecutionData`. */
const camelCase = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(camelCase);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key.charAt(0).toLowerCase() + key.slice(1), camelCase(item)]),
  );
};
