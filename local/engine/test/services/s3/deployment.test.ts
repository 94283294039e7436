import { describe, expect, it } from 'vitest';
import { contentTypeOf } from '../../../src/services/s3/deployment/content-type.ts';
import { createFilter } from '../../../src/services/s3/deployment/filters.ts';
import { replaceMarkers } from '../../../src/services/s3/deployment/markers.ts';
import type { ListedObjects } from '../../../src/services/s3/listing.ts';
import type { ReadObject } from '../../../src/services/s3/operations.ts';
import { startTestEngine } from '../../../src/testing/engine.ts';
import { synthesizeSite } from '../cloudfront/site.ts';

type Engine = Awaited<ReturnType<typeof startTestEngine>>;

const bucketOf = (engine: Engine): string => engine.outputs.BucketName ?? '';
const listed = async (engine: Engine): Promise<ListedObjects['objects']> =>
  (await engine.call<ListedObjects>('s3', 'ListObjectsV2', { Bucket: bucketOf(engine) })).objects;
const keys = async (engine: Engine): Promise<string[]> => (await listed(engine)).map(({ key }) => key);
const textOf = async (engine: Engine, Key: string): Promise<string> =>
  (await engine.call<ReadObject>('s3', 'GetObject', { Bucket: bucketOf(engine), Key })).body.toString();

describe('a bucket deployment', () => {
  it('publishes what its filters take, with headers, and prunes what the next one has no more', async () => {
    const first = await startTestEngine({
      assembly: synthesizeSite({ files: { 'index.html': 'one', 'old.html': 'old', 'assets/a-1.js': '1' } }),
    });
    expect(await keys(first)).toEqual(['assets/a-1.js', 'config.json', 'index.html', 'old.html']);
    await first.stop();

    const second = await startTestEngine({
      assembly: synthesizeSite({ files: { 'index.html': 'two', 'assets/a-2.js': '2' } }),
      dataDir: first.dataDir,
    });
    // The deployment of assets prunes nothing: a page that is open still asks for the old ones.
    expect(await keys(second)).toEqual(['assets/a-1.js', 'assets/a-2.js', 'config.json', 'index.html']);
    expect(await textOf(second, 'index.html')).toBe('two');
    await second.dispose();
  });

  it('keeps objects over a restart, and leaves alone those that are the same', async () => {
    const assembly = synthesizeSite({ files: { 'index.html': 'page', 'assets/a-1.js': '1' } });
    const first = await startTestEngine({ assembly });
    await first.call('s3', 'PutObject', {
      Bucket: bucketOf(first),
      Key: 'assets/by-hand.txt',
      Body: Buffer.from('kept'),
    });
    const before = await listed(first);
    await first.stop();

    const second = await startTestEngine({ assembly, dataDir: first.dataDir });
    expect(bucketOf(second)).toBe(bucketOf(first));
    const after = await listed(second);
    // config.json holds the site's address, whose port is another now.
    const unchanged = (objects: typeof after) => objects.filter(({ key }) => key !== 'config.json');
    expect(unchanged(after)).toEqual(unchanged(before));
    expect(await textOf(second, 'assets/by-hand.txt')).toBe('kept');
    expect(JSON.parse(await textOf(second, 'config.json'))['https host']).toBe(`${second.siteOrigin}/back`);
    await second.dispose();
  });

  it('removes the objects with their bucket', async () => {
    const first = await startTestEngine({ assembly: synthesizeSite({ files: { 'index.html': 'page' } }) });
    const Bucket = bucketOf(first);
    await first.stop();
    const second = await startTestEngine({ dataDir: first.dataDir });
    await expect(second.call('s3', 'ListObjectsV2', { Bucket })).rejects.toMatchObject({ code: 'NoSuchBucket' });
    await second.dispose();
  });
});

describe('the filters of a deployment', () => {
  it.each([
    ['nothing', [], [], 'a/b.js', true],
    ['an excluded folder', ['assets/*'], [], 'assets/deep/a.js', false],
    ['another folder', ['assets/*'], [], 'index.html', true],
    ['an include after an exclude of everything', ['*'], ['assets/*'], 'assets/a.js', true],
    ['what such an include does not name', ['*'], ['assets/*'], 'index.html', false],
    ['a set', ['[a-c].t?t'], [], 'b.txt', false],
    ['a negated set', ['[!a-c].txt'], [], 'b.txt', true],
    ['a dot, which is no wildcard', ['a.js'], [], 'a-js', true],
    ['another case', ['A.js'], [], 'a.js', true],
  ] as const)('decide as the AWS CLI does: %s', (_name, exclude, include, path, taken) => {
    expect(createFilter(exclude, include)(path)).toBe(taken);
  });
});

describe('the markers of a deployment', () => {
  const replaced = (file: string | Buffer, value: unknown, config: { jsonEscape?: boolean; encoding?: string } = {}) =>
    replaceMarkers(
      Buffer.from(file),
      { '<<m:0>>': value },
      {
        jsonEscape: config.jsonEscape ?? false,
        markerEncodings: config.encoding === undefined ? {} : { '<<m:0>>': config.encoding },
      },
    );

  it.each([
    ['a string as it is', 'a <<m:0>> b <<m:0>>', 'x"$&', {}, 'a x"$& b x"$&'],
    ['a string within JSON', '{"a":"<<m:0>>"}', 'x"\n', { jsonEscape: true }, '{"a":"x\\"\\n"}'],
    ['a list within JSON', '{"a":<<m:0>>}', ['x', 1], { jsonEscape: true }, '{"a":["x","1"]}'],
    ['a JSON value', '{"a":<<m:0>>}', 'x', { encoding: 'JSON_VALUE' }, '{"a":"x"}'],
    ['plain YAML', 'a: <<m:0>>', 'x', { encoding: 'YAML_STRING' }, 'a: x'],
    ['quoted YAML', 'a: <<m:0>>', 'yes', { encoding: 'YAML_STRING' }, 'a: "yes"'],
    ['no other marker', '<<m:1>>', 'x', {}, '<<m:1>>'],
    ['letters beyond ASCII', 'ä <<m:0>>', 'ö', {}, 'ä ö'],
  ] as const)('give way to %s', (_name, file, value, config, expected) => {
    expect(replaced(file, value, config).toString()).toBe(expected);
  });

  it('leave other bytes alone, also where they are no text', () => {
    const file = Buffer.concat([Buffer.from([0xff, 0xfe, 0x00]), Buffer.from('<<m:0>>'), Buffer.from([0xc3])]);
    expect(replaced(file, 'é')).toEqual(Buffer.from([0xff, 0xfe, 0x00, 0xc3, 0xa9, 0xc3]));
  });

  it('refuse a list where a string belongs', () => {
    expect(() => replaced('<<m:0>>', ['x'])).toThrow('stands for no string');
  });
});

describe('the content type of a file', () => {
  it.each([
    ['a/index.html', 'text/html'],
    ['A.HTML', 'text/html'],
    ['app.mjs', 'text/javascript'],
    ['app.js.gz', 'text/javascript'],
    ['logo.svgz', 'image/svg+xml'],
    ['app.js.map', undefined],
    ['.html', undefined],
    ['folder.css/file', undefined],
  ])('of %s is %s', (path, type) => {
    expect(contentTypeOf(path)).toBe(type);
  });
});
