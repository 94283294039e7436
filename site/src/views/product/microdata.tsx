import type { Thing } from '../../format/product-data.ts';

const Property = ({ name, value }: { name: string; value: string | Thing }) => {
  if (typeof value !== 'string') return <Microdata thing={value} name={name} />;
  return /^https?:/.test(value) ? <link itemProp={name} href={value} /> : <meta itemProp={name} content={value} />;
};

/** A thing as microdata, which shows nothing. JSON-LD would stand in a script element, whose text Trusted Types refuse:
 * https://html.spec.whatwg.org/multipage/microdata.html. */
export const Microdata = ({ thing: { type, properties }, name }: { thing: Thing; name?: string }) => (
  <div itemScope itemType={type} itemProp={name}>
    {Object.entries(properties).map(([property, value]) => (
      <Property key={property} name={property} value={value} />
    ))}
  </div>
);
