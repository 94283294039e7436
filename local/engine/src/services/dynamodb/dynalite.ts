import { createRequire } from 'node:module';
import { AwsError } from '../../aws-error.ts';

/** DynamoDB's operations on a LevelDB folder. */
export interface Tables {
  /** Throws AwsError as DynamoDB would. */
  execute(operation: string, input: Record<string, unknown>): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

/** The operations that dynalite has. */
export const TABLE_OPERATIONS = [
  'BatchGetItem',
  'BatchWriteItem',
  'CreateTable',
  'DeleteItem',
  'DeleteTable',
  'DescribeTable',
  'GetItem',
  'ListTables',
  'ListTagsOfResource',
  'PutItem',
  'Query',
  'Scan',
  'TagResource',
  'UntagResource',
  'UpdateItem',
  'UpdateTable',
] as const;

type Callback = (error: unknown, data?: Record<string, unknown>) => void;
interface DynaliteStore {
  readonly db: { open(): Promise<void> };
  readonly lifecycleManager: { gracefulClose(): Promise<void> };
}
interface DynaliteDb {
  create(options: Record<string, unknown>): DynaliteStore;
}
interface Validations {
  checkTypes(input: Record<string, unknown>, types: unknown): Record<string, unknown>;
  checkValidations(input: Record<string, unknown>, types: unknown, custom: unknown, store: DynaliteStore): void;
}
type Action = (store: DynaliteStore, input: Record<string, unknown>, callback: Callback) => void;
interface Validation {
  readonly types: unknown;
  readonly custom: unknown;
}

const require = createRequire(import.meta.url);
/** dynalite has no types and no entry but its HTTP server, which throws in the host process on faults; so its parts are
 * called directly, with errors as values. */
const part = <T>(path: string): T => require(`dynalite/${path}`) as T;

/** Opens a LevelDB folder. Rejects when another process holds it. */
export const openTables = async (folder: string): Promise<Tables> => {
  const validations = part<Validations>('validations');
  // A table that stays CREATING for a while would stay so for ever if the process were killed in that while.
  const store = part<DynaliteDb>('db').create({ path: folder, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  await store.db.open();
  const parts = new Map(
    TABLE_OPERATIONS.map((name) => {
      const file = name.charAt(0).toLowerCase() + name.slice(1);
      return [
        name as string,
        { act: part<Action>(`actions/${file}`), validation: part<Validation>(`validations/${file}`) },
      ];
    }),
  );
  return {
    execute: (operation, input) => {
      const found = parts.get(operation);
      if (!found) throw new AwsError('UnknownOperationException', `dynamodb:${operation} is not emulated`);
      return new Promise((resolve, reject) => {
        try {
          const checked = check(() => {
            const { types, custom } = found.validation;
            const typed = validations.checkTypes(input, types);
            validations.checkValidations(typed, types, custom, store);
            return typed;
          });
          found.act(store, checked, (error, data) => (error ? reject(translate(error)) : resolve(data ?? {})));
        } catch (error) {
          reject(translate(error));
        }
      });
    },
    close: () => store.lifecycleManager.gracefulClose(),
  };
};

/** dynalite takes for granted that no value is null, and that objects have no member `hasOwnProperty`. */
const check = <T>(work: () => T): T => {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new AwsError('SerializationException', `The input cannot be read: ${error.message}`);
  }
};

const translate = (error: unknown): unknown => {
  const { statusCode, body } = error as { statusCode?: number; body?: Record<string, unknown> };
  if (!statusCode || !body) return error;
  const { __type, message, Message, ...members } = body;
  return new AwsError(String(__type ?? 'InternalServerError'), String(message ?? Message ?? ''), statusCode, members);
};
