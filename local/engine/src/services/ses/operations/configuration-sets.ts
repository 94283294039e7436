import * as z from 'zod';
import { operation } from '../../../service.ts';
import { on, type Ses } from '../context.ts';
import { alreadyExists, notFound } from '../errors.ts';

const byName = z.looseObject({ ConfigurationSetName: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/) });

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_CreateConfigurationSet.html and its neighbours */
export const configurationSetOperations = ({ registry }: Ses) => {
  const { configurationSets: sets, arnOf } = registry;
  const find = (name: string): void => {
    if (!sets.has(name)) throw notFound(`Configuration set <${name}> does not exist.`);
  };
  const access = (action: string) => (input: z.infer<typeof byName>) =>
    on(action, arnOf('configuration-set', input.ConfigurationSetName));
  return {
    CreateConfigurationSet: operation({
      input: byName,
      access: access('CreateConfigurationSet'),
      run: ({ ConfigurationSetName: name }) => {
        if (!sets.add(name)) throw alreadyExists(`Configuration set <${name}> already exists.`);
        return {};
      },
    }),
    GetConfigurationSet: operation({
      input: byName,
      access: access('GetConfigurationSet'),
      run: ({ ConfigurationSetName }) => {
        find(ConfigurationSetName);
        return { ConfigurationSetName, SendingOptions: { SendingEnabled: true } };
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
        sets.remove(ConfigurationSetName);
        return {};
      },
    }),
  };
};
