import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Calls that write, and which of their arguments name what they write. `fs.createWriteStream` opens by `fs.open`. */
const WRITING = {
  ...{ appendFile: [0], chmod: [0], chown: [0], copyFile: [1], cp: [1], lchown: [0], link: [1], lutimes: [0] },
  ...{ mkdir: [0], mkdtemp: [0], open: [0], rename: [0, 1], rm: [0], rmdir: [0], symlink: [1], truncate: [0] },
  ...{ unlink: [0], utimes: [0], writeFile: [0] },
};
const { O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_APPEND } = fs.constants;
const FOR_WRITING = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND;

/** Whether the second argument of `open` asks for more than reading.
 * @param {unknown} flags */
const writes = (flags) =>
  typeof flags === 'number' ? (flags & FOR_WRITING) !== 0 : typeof flags === 'string' && /[wa+]/.test(flags);

/** The path that an argument names; undefined for a file that is open already.
 * @param {unknown} given @returns {string | undefined} */
const pathOf = (given) => {
  if (given instanceof URL) return fileURLToPath(given);
  return typeof given === 'string' || Buffer.isBuffer(given) ? String(given) : undefined;
};

/** Only `/tmp` can be written on Lambda, and its devices; here, also what this machine calls so. The function itself may lie there.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 * @param {string} path @param {string} taskRoot */
const isWritable = (path, taskRoot) =>
  ['/tmp', '/dev', tmpdir()].some((folder) => isWithin(path, folder)) && !isWithin(path, taskRoot);

/** @param {string} path @param {string} folder */
const isWithin = (path, folder) => (resolve(path) + sep).startsWith(resolve(folder) + sep);

/** @param {string} taskRoot @param {string} name @param {readonly unknown[]} given */
const refusalOf = (taskRoot, name, given) => {
  if (name === 'open' && !writes(given[1])) return undefined;
  const positions = WRITING[/** @type {keyof typeof WRITING} */ (name)];
  const path = positions
    .map((index) => pathOf(given[index]))
    .find((each) => each !== undefined && !isWritable(each, taskRoot));
  if (path === undefined) return undefined;
  const text = `EROFS: read-only file system, ${name} '${path}'`;
  return Object.assign(new Error(text), { errno: -30, code: 'EROFS', syscall: name, path });
};

/** @typedef {(...given: unknown[]) => unknown} Call */

/** @param {object} target @param {string} member @param {(call: Call) => Call} guard */
const replace = (target, member, guard) => {
  const calls = /** @type {Record<string, Call | undefined>} */ (target);
  const call = calls[member];
  if (call) calls[member] = guard(call);
};

/** Refuses a function's writes outside `/tmp` as Lambda's file system does, whichever way `node:fs` is imported and called.
 * @param {string} taskRoot */
export const makeFilesReadOnly = (taskRoot) => {
  for (const name of Object.keys(WRITING)) {
    replace(fs, `${name}Sync`, (call) => (...given) => {
      const refusal = refusalOf(taskRoot, name, given);
      if (refusal) throw refusal;
      return call(...given);
    });
    replace(fs, name, (call) => (...given) => {
      const refusal = refusalOf(taskRoot, name, given);
      const done = given.at(-1);
      if (!refusal || typeof done !== 'function') return call(...given);
      process.nextTick(done, refusal);
      return undefined;
    });
    replace(fs.promises, name, (call) => async (...given) => {
      const refusal = refusalOf(taskRoot, name, given);
      if (refusal) throw refusal;
      return await call(...given);
    });
  }
  syncBuiltinESMExports();
};
