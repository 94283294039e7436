/** The error that a failed invocation answers with, in the shape of Lambda's Node.js runtime.
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html
 * @param {unknown} error */
export const errorPayload = (error) => {
  try {
    if (error instanceof Error) {
      return { errorType: error.name, errorMessage: error.message, trace: error.stack?.split('\n') ?? [] };
    }
    return { errorType: typeof error, errorMessage: String(error), trace: [] };
  } catch {
    return { errorType: 'handled', errorMessage: 'The error could not be read', trace: [] };
  }
};

/** An error of the runtime's own, such as `Runtime.HandlerNotFound`.
 * @param {string} name @param {string} message */
export const runtimeError = (name, message) => Object.assign(new Error(message), { name: `Runtime.${name}` });
