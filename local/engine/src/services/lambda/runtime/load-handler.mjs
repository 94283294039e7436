import { existsSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runtimeError } from './errors.mjs';

/** Finds the function that a handler string (`index.handler`, `folder/index.handler`) names.
 * @param {string} taskRoot @param {string} handlerString */
export const loadHandler = async (taskRoot, handlerString) => {
  if (handlerString.includes('..')) {
    throw runtimeError('MalformedHandlerName', `'${handlerString}' is not a valid handler name.`);
  }
  const [, moduleName, path] = /^([^.]*)\.(.*)$/.exec(basename(handlerString)) ?? [];
  if (!moduleName || !path) throw runtimeError('MalformedHandlerName', 'Bad handler');
  const module = await load(resolve(taskRoot, dirname(handlerString), moduleName), moduleName);
  const handler = find(module, path) ?? find(module.default, path);
  if (!handler) throw runtimeError('HandlerNotFound', `${handlerString} is undefined or not exported`);
  if (typeof handler !== 'function') throw runtimeError('HandlerNotFound', `${handlerString} is not a function`);
  if (handler.length >= 3) {
    // https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html: gone since Node.js 24.
    throw runtimeError(
      'CallbackHandlerDeprecated',
      'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24.',
    );
  }
  return handler;
};

/** @param {string} path @param {string} moduleName @returns {Promise<Record<string, unknown>>} */
const load = async (path, moduleName) => {
  const file = ['.js', '.mjs', '.cjs'].map((extension) => path + extension).find((candidate) => existsSync(candidate));
  if (!file) throw runtimeError('ImportModuleError', `Error: Cannot find module '${moduleName}'`);
  try {
    return await import(pathToFileURL(file).href);
  } catch (error) {
    if (error instanceof SyntaxError) throw runtimeError('UserCodeSyntaxError', String(error));
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND') {
      throw runtimeError('ImportModuleError', String(error));
    }
    throw error;
  }
};

/** @param {unknown} root @param {string} path @returns {unknown} */
const find = (root, path) =>
  path
    .split('.')
    .reduce(
      (/** @type {unknown} */ at, key) =>
        at !== null && typeof at === 'object' ? Reflect.get(/** @type {object} */ (at), key) : undefined,
      root,
    );
