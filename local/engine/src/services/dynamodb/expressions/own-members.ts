/** Sets a member by a name that comes from outside: `__proto__` is a name like any other. */
export const setOwn = <T>(record: Record<string, T>, name: string, value: T): void => {
  if (name !== '__proto__') record[name] = value;
  else Object.defineProperty(record, name, { value, enumerable: true, configurable: true, writable: true });
};
