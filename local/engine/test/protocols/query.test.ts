import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { parseQuery, queryAnswer, queryError, XmlMap } from '../../src/protocols/query.ts';

const query = (parameters: Record<string, string>): string => new URLSearchParams(parameters).toString();

describe('a query body', () => {
  it('gives the action and plain members, without the version', () => {
    const body = query({ Action: 'Publish', Version: '2010-03-31', TopicArn: 'a', Message: 'x=1&y=ü +' });
    expect(parseQuery(body)).toEqual({ action: 'Publish', input: { TopicArn: 'a', Message: 'x=1&y=ü +' } });
  });

  it.each([
    ['key and value', 'Attributes.entry.1.key', 'Attributes.entry.1.value'],
    ['Name and Value', 'Attributes.entry.1.Name', 'Attributes.entry.1.Value'],
  ])('reads a map whose entries have %s', (_how, key, value) => {
    expect(parseQuery(query({ [key]: 'a', [value]: '' })).input).toEqual({ Attributes: { a: '' } });
  });

  it('reads a list of structures with maps in them, in the order of their numbers', () => {
    const entry = 'PublishBatchRequestEntries.member';
    const { input } = parseQuery(
      query({
        [`${entry}.10.Id`]: 'ten',
        [`${entry}.2.Id`]: 'two',
        [`${entry}.2.MessageAttributes.entry.1.Name`]: 'eventType',
        [`${entry}.2.MessageAttributes.entry.1.Value.DataType`]: 'String',
        [`${entry}.2.MessageAttributes.entry.1.Value.StringValue`]: 'OrderProcessed',
      }),
    );
    expect(input).toEqual({
      PublishBatchRequestEntries: [
        { Id: 'two', MessageAttributes: { eventType: { DataType: 'String', StringValue: 'OrderProcessed' } } },
        { Id: 'ten' },
      ],
    });
  });

  it('leaves an empty list as an empty text', () => {
    expect(parseQuery('TagKeys=').input).toEqual({ TagKeys: '' });
  });

  it('treats hostile names as names', () => {
    const { input } = parseQuery(
      query({
        '__proto__.polluted': 'yes',
        'constructor.prototype.polluted': 'yes',
        'A.entry.1.key': '__proto__',
        'A.entry.1.value': 'x',
      }),
    );
    expect(Object.keys(input)).toEqual(['__proto__', 'constructor', 'A']);
    expect(Object.entries(input.A as object)).toEqual([['__proto__', 'x']]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it.each([
    ['nested too deep', `${'a.'.repeat(100_000)}b=1`],
    ['a list member without a number', 'Tags.member.x=1'],
    ['a map entry without a name', 'Attributes.entry.1=1'],
  ])('is refused as malformed: %s', (_what, body) => {
    expect(() => parseQuery(body)).toThrow(expect.objectContaining({ code: 'MalformedQueryString', status: 400 }));
  });
});

describe('an answer', () => {
  const parser = new XMLParser({ ignoreAttributes: false, trimValues: false, parseTagValue: false });
  const read = (xml: string) => {
    expect(XMLValidator.validate(xml)).toBe(true);
    return parser.parse(xml);
  };

  it('writes members, lists, maps and dates as the protocol names them', () => {
    const output = {
      Topics: [{ TopicArn: 'a' }, { TopicArn: 'b' }],
      Attributes: new XmlMap({ DisplayName: '', Owner: '1' }),
      At: new Date(0),
      Count: 0,
      Missing: undefined,
    };
    expect(read(queryAnswer('ListTopics', 'urn:x', output, 'id')).ListTopicsResponse).toEqual({
      '@_xmlns': 'urn:x',
      ListTopicsResult: {
        Topics: { member: [{ TopicArn: 'a' }, { TopicArn: 'b' }] },
        Attributes: {
          entry: [
            { key: 'DisplayName', value: '' },
            { key: 'Owner', value: '1' },
          ],
        },
        At: '1970-01-01T00:00:00.000Z',
        Count: '0',
      },
      ResponseMetadata: { RequestId: 'id' },
    });
  });

  it('has no result without an output, and an empty one for an empty output', () => {
    expect(read(queryAnswer('DeleteTopic', 'urn:x', undefined, 'id')).DeleteTopicResponse).not.toHaveProperty(
      'DeleteTopicResult',
    );
    expect(read(queryAnswer('TagResource', 'urn:x', {}, 'id')).TagResourceResponse.TagResourceResult).toBe('');
  });

  it('escapes markup and replaces what XML cannot hold', () => {
    const xml = queryAnswer('A', 'urn:x', { Text: '<b>&"\']]>\r\n\u0001\uFFFF😀' }, 'id');
    expect(xml).toContain("<Text>&lt;b&gt;&amp;&quot;']]&gt;&#xD;\n\uFFFD\uFFFD😀</Text>");
    expect(XMLValidator.validate(xml)).toBe(true);
  });

  it('of an error says whose fault it is', () => {
    const error = read(queryError('urn:x', 'NotFound', 'no <topic>', 404, 'id')).ErrorResponse;
    expect(error).toMatchObject({
      Error: { Type: 'Sender', Code: 'NotFound', Message: 'no <topic>' },
      RequestId: 'id',
    });
    expect(queryError('urn:x', 'InternalError', '', 500, 'id')).toContain('<Type>Receiver</Type>');
  });
});
