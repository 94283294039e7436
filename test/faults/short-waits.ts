import { changedAssembly } from 'local-aws/testing';

const SHORT_SECONDS = 5;
/** As long as a function of a mapping may run: a mapping is refused whose queue shows a message again before. */
const MAPPED_SECONDS = 30;

/** A copy of the shop's assembly in which what a storm kept from being done comes again after seconds; by the queues' own times it takes
 * minutes. */
export const withShortWaits = (assembly: string): string =>
  changedAssembly(assembly, ({ Resources }) => {
    const mappings = Object.values(Resources).filter(({ Type }) => Type === 'AWS::Lambda::EventSourceMapping');
    for (const [id, { Type, Properties }] of Object.entries(Resources)) {
      if (Type !== 'AWS::SQS::Queue' || !Properties) continue;
      const isMapped = mappings.some((mapping) =>
        JSON.stringify(mapping.Properties.EventSourceArn).includes(`"${id}"`),
      );
      Properties.VisibilityTimeout = isMapped ? MAPPED_SECONDS : SHORT_SECONDS;
    }
  });
