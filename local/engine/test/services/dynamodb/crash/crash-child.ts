import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { AwsError } from '../../../../src/aws-error.ts';
import { openLightDynamoDb } from '../light-dynamodb.ts';
import type { Order } from './crashes.ts';
import { killAt, steppedStore } from './killing-store.ts';
import { transfers } from './transfers.ts';
import { writes } from './writes.ts';

// Sends a workload's requests until it is killed. It waits for its order on a line of its input, so that it can be started ahead,
// and says what it does in lines: `begun N`, then `done N` or `refused N CODE`. writeSync, since what is written is
// then in the pipe, whatever comes next.

const say = (line: string): void => void writeSync(1, `${line}\n`);

for await (const line of createInterface(process.stdin)) {
  const order = JSON.parse(line) as Order;
  const workload = { transfers, writes }[order.workload];
  const kill = killAt(order.killAtStep);
  const tables = await openLightDynamoDb(order.folder, (store) => steppedStore(store, kill));
  for (let number = order.from; ; number += 1) {
    const { operation, input } = workload.request(number);
    say(`begun ${number}`);
    try {
      await tables.call(operation, input);
      say(`done ${number}`);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      say(`refused ${number} ${error.code}`);
    }
  }
}
