import type { JWTPayload } from 'jose';

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (value: number): string => String(value).padStart(2, '0');

/** `Wed Jun 24 13:22:10 UTC 2026`, as Java writes a date. */
const javaDate = (secondsSinceEpoch: number): string => {
  const at = new Date(secondsSinceEpoch * 1000);
  const time = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()].map(two).join(':');
  return `${DAYS[at.getUTCDay()]} ${MONTHS[at.getUTCMonth()]} ${two(at.getUTCDate())} ${time} UTC ${at.getUTCFullYear()}`;
};

/** A token's claims as a REST API gives them to a function: all strings, lists joined by commas, `exp` and `iat` as dates.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html */
export const claimStrings = (payload: JWTPayload): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, claimString(name, value)]));

const claimString = (name: string, value: unknown): string => {
  if ((name === 'exp' || name === 'iat') && typeof value === 'number') return javaDate(value);
  if (Array.isArray(value)) return value.join(',');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};
