/** A member of a record by a name that comes from outside: `toString` and `__proto__` are names like any other, and not what every
 * object inherits. */
export const own = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;
