import * as z from 'zod';
import { operation } from '../../../service.ts';
import { on, type Ses } from '../context.ts';
import { alreadyExists, notFound } from '../errors.ts';
import { SUPPRESSION_REASONS } from '../registry.ts';

const byName = z.looseObject({ ConfigurationSetName: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/) });
const suppressionOptions = z.looseObject({ SuppressedReasons: z.array(z.enum(SUPPRESSION_REASONS)).optional() });

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_CreateConfigurationSet.html and its neighbours */
export const configurationSetOperations = ({ engine, registry }: Ses) => {
  const { configurationSets: sets, arnOf } = registry;
  const find = (name: string): void => {
    if (!sets.has(name)) throw notFound(`Configuration set <${name}> does not exist.`);
  };
  const access =
    (action: string) =>
    <I extends z.infer<typeof byName>>(input: I) =>
      on(action, arnOf('configuration-set', input.ConfigurationSetName));
  return {
    CreateConfigurationSet: operation({
      input: byName.extend({ SuppressionOptions: suppressionOptions.optional() }),
      access: access('CreateConfigurationSet'),
      run: ({ ConfigurationSetName: name, SuppressionOptions }) =>
        engine.store.transaction(() => {
          if (!sets.add(name)) throw alreadyExists(`Configuration set <${name}> already exists.`);
          registry.setSuppressedReasons(name, SuppressionOptions?.SuppressedReasons);
          return {};
        }),
    }),
    GetConfigurationSet: operation({
      input: byName,
      access: access('GetConfigurationSet'),
      run: ({ ConfigurationSetName }) => {
        find(ConfigurationSetName);
        return {
          ConfigurationSetName,
          SendingOptions: { SendingEnabled: true },
          SuppressionOptions: { SuppressedReasons: registry.suppressedReasons(ConfigurationSetName) },
        };
      },
    }),
    ListConfigurationSets: operation({
      input: z.looseObject({}),
      access: () => on('ListConfigurationSets'),
      run: () => ({ ConfigurationSets: sets.list() }),
    }),
    DeleteConfigurationSet: operation({
      input: byName,
      access: access('DeleteConfigurationSet'),
      run: ({ ConfigurationSetName }) => {
        find(ConfigurationSetName);
        registry.removeConfigurationSet(ConfigurationSetName);
        return {};
      },
    }),
  };
};
