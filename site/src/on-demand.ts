/** A value that is made when it is first looked at. `site/schemas-on-demand.ts` puts this around schemas in a build. */
export const onDemand = <T extends object>(make: () => T): T => {
  let made: T | undefined;
  const value = (): T => {
    made ??= make();
    return made;
  };
  return new Proxy({} as T, {
    get: (_, key) => Reflect.get(value(), key),
    has: (_, key) => key in value(),
    ownKeys: () => Reflect.ownKeys(value()),
    // A proxy may tell of no other kind of member that the empty object in it does not have.
    getOwnPropertyDescriptor: (_, key) => {
      const found = Object.getOwnPropertyDescriptor(value(), key);
      return found && { ...found, configurable: true };
    },
  });
};
