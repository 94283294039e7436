import * as z from 'zod';
import { ignored } from '../../kit/properties.ts';
import { type Engine, resourceType } from '../../service.ts';
import { parsePattern } from './pattern.ts';
import type { Rules } from './rules.ts';
import { targetService } from './transport.ts';

const target = z.strictObject({
  Id: z.string(),
  Arn: z.string(),
  DeadLetterConfig: z.strictObject({ Arn: z.string().optional() }).optional(),
  RetryPolicy: z
    .strictObject({
      MaximumEventAgeInSeconds: z.coerce.number().int().min(60).max(86_400).optional(),
      MaximumRetryAttempts: z.coerce.number().int().min(0).max(185).optional(),
    })
    .optional(),
  Input: z.string().optional(),
  InputPath: z.string().optional(),
  InputTransformer: z
    .strictObject({ InputPathsMap: z.record(z.string(), z.string()).optional(), InputTemplate: z.string() })
    .optional(),
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-rule.html */
export const ruleType = (engine: Engine, rules: Rules) =>
  resourceType({
    properties: z.strictObject({
      Name: z.string().optional(),
      Description: z.string().optional(),
      EventBusName: z.literal('default', { error: 'only the default event bus is emulated' }).optional(),
      EventPattern: z.record(z.string(), z.unknown()),
      State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
      Targets: z.array(target).max(5).default([]),
      Tags: ignored,
    }),
    provision: ({ Name, Description, EventPattern, State, Targets }, resource) => {
      const name = Name ?? resource.generatedName(64);
      const arn = `arn:aws:events:${engine.region}:${engine.accountId}:rule/${name}`;
      for (const { Arn } of Targets) targetService(Arn);
      rules.save({
        name,
        arn,
        description: Description,
        enabled: State === 'ENABLED',
        eventPattern: EventPattern,
        matches: parsePattern(EventPattern),
        targets: Targets.map((given) => ({
          id: given.Id,
          arn: given.Arn,
          deadLetterArn: given.DeadLetterConfig?.Arn,
          maximumRetryAttempts: given.RetryPolicy?.MaximumRetryAttempts ?? 185,
          maximumEventAgeSeconds: given.RetryPolicy?.MaximumEventAgeInSeconds ?? 86_400,
          input: given.Input,
          inputPath: given.InputPath,
          inputTransformer: given.InputTransformer && {
            paths: given.InputTransformer.InputPathsMap ?? {},
            template: given.InputTransformer.InputTemplate,
          },
        })),
      });
      return { ref: name, attributes: { Arn: arn } };
    },
    remove: (ref) => rules.remove(ref),
  });
