import { ACCOUNT } from '../../../src/account.ts';
import { createDispatcher } from '../../../src/dispatch.ts';
import { createIam } from '../../../src/iam/index.ts';
import { systemClock } from '../../../src/kit/clock.ts';
import type { Caller, Engine } from '../../../src/service.ts';
import { createDynamoDb } from '../../../src/services/dynamodb/index.ts';
import { openStore, type Store } from '../../../src/store.ts';

/** A request of DynamoDB's API and its answer, as plain JSON. */
export type Json = Record<string, unknown>;

/** The tables of a data folder without an engine around them: store, service and dispatcher alone. */
export interface LightDynamoDb {
  /** Throws AwsError as DynamoDB would. */
  call(operation: string, input: Json): Promise<Json>;
  close(): Promise<void>;
}

const OPERATOR: Caller = { kind: 'operator', arn: `arn:aws:iam::${ACCOUNT.id}:root` };

/** Opens the tables of a data folder, which is made where it is missing; `wrap` may stand between service and store. */
export const openLightDynamoDb = async (
  folder: string,
  wrap: (store: Store) => Store = (store) => store,
): Promise<LightDynamoDb> => {
  const store = openStore(folder);
  const dispatcher = createDispatcher(
    createIam(ACCOUNT.id, ACCOUNT.region, systemClock.now),
    () => {},
    () => {},
  );
  const service = await createDynamoDb(engineOf(folder, wrap(store), dispatcher.call as Engine['call']));
  dispatcher.register(service);
  await service.start?.();
  return {
    call: async (operation, input) => (await dispatcher.call(OPERATOR, 'dynamodb', operation, input)) as Json,
    close: async () => {
      await service.stop?.();
      store.close();
    },
  };
};

const absent = (): never => {
  throw new Error('there is no engine around these tables');
};

const engineOf = (dataDir: string, store: Store, call: Engine['call']): Engine => ({
  accountId: ACCOUNT.id,
  region: ACCOUNT.region,
  store,
  dataDir,
  now: systemClock.now,
  clock: systemClock,
  call,
  count: () => {},
  log: () => {},
  assumeRole: absent,
  authorize: absent,
  useKey: absent,
  issueCredentials: absent,
  connect: absent,
  awsOrigin: absent,
  siteOrigin: absent,
  mapHost: absent,
  localOrigin: absent,
  mount: absent,
});
