import { startEngine } from '../../../src/engine.ts';

// Runs an engine until it is killed: `crash-child.ts DATA_DIR`. Prints its address.
const engine = await startEngine({ dataDir: process.argv[2] ?? '', port: 0, awsPort: 0, onLog: () => {} });
console.log(engine.awsOrigin);
