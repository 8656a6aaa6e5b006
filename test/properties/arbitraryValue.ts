import fc from 'fast-check';
import { scopes } from '../../src/catalog/scopes.js';
import type { ElementRow } from '../../src/catalog/metadataType.js';
import { addressNumber } from '../../src/catalog/codecs/ipRanges.js';

/** Paths of files that an arbitrary spec may name; the bytes are in `arbitraryFiles`. */
export const certificatePath = 'server.crt';
export const secretPaths = ['service-account.json', 'push.p8', 'push.p12'] as const;

const printable = [...'abcxyzABCXYZ0189 _-.,:;!?#&<>"\'{}[]|*%@`~^$\\/=+()äßéñ日本語€😀\u00a0\u2028\u0085\ufffd\t\n'];
const character = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...printable) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('${', '$${', ': ', ' #', '- ', '---\n', 'true', 'null', '0x1', '~', '%20', ']]>'),
  },
);

/** Free text as XML 1.0 and a line of Setup can carry it: nothing around it, no carriage return. */
export const arbitraryText: fc.Arbitrary<string> = fc
  .oneof(
    fc.string({ minLength: 1, maxLength: 12, unit: character }),
    fc.string({ minLength: 1, maxLength: 30, unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz ABC0123') }),
    fc.constantFrom(
      'true',
      'false',
      'null',
      '~',
      '0012',
      '1.0',
      '2026-01-02',
      'yes',
      '-',
      '?',
      '#',
      '${runAs}',
      '$${x}',
      '{a: b}',
      '[x]',
      '&a',
      '*a',
      '!!str x',
      '|',
      '>',
      "it's",
      'a: b',
      'a #b',
      '%',
      '@x',
      '`x`',
      '"quoted"',
      '12e3',
      '0o7',
      '.inf',
      '<<',
      '=',
    ),
  )
  .map((text) => text.trim())
  .filter((text) => text !== '');

const word = fc
  .string({ minLength: 1, maxLength: 8, unit: fc.constantFrom(...'abcdefghij0123456789') })
  .map((text) => `x${text}`);

/** An API name as SPEC §1 wants it. */
export const arbitraryApiName: fc.Arbitrary<string> = fc
  .array(fc.string({ minLength: 1, maxLength: 8, unit: fc.constantFrom(...'abcXYZ019') }), {
    minLength: 1,
    maxLength: 3,
  })
  .map((parts) => `A${parts.join('_')}`);

const url = fc
  .tuple(
    fc.constantFrom('https://', 'http://localhost:', 'myapp://', 'com.example.app:/'),
    word,
    fc.constantFrom('', '/callback', '/*', '?a=b&c=d', '#part', '/%20', "/it's"),
  )
  .map(([scheme, host, rest]) =>
    scheme.endsWith('localhost:') ? `${scheme}8080${rest}` : `${scheme}${host}.example.com${rest}`,
  );

const email = fc.tuple(word, word).map(([user, host]) => `${user}+tag@${host}.example.com`);

const ipv4 = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(200));
const range = fc
  .oneof(
    fc
      .tuple(ipv4, fc.nat(3))
      .map(([[a, b, c, d], more]) => [`${a}.${b}.${c}.${d}`, `${a}.${b}.${c}.${d + more}`] as const),
    fc
      .tuple(fc.nat(9999), fc.nat(3))
      .map(([group, more]) => [`2001:db8::${group}:0`, `2001:db8::${group}:${more}`] as const),
  )
  .filter(([start, end]) => addressNumber(start) <= addressNumber(end));
const ranges = fc.array(
  fc
    .tuple(range, fc.option(arbitraryText, { nil: undefined }))
    .map(([[start, end], description]) => ({ start, end, ...(description === undefined ? {} : { description }) })),
  { minLength: 1, maxLength: 3 },
);

const mapKey = arbitraryText.filter((key) => !/^\d+$/.test(key) && key !== '__proto__');
const listItem = arbitraryText.map((text) => text.replaceAll(',', '').trim()).filter((text) => text !== '');
const duration = fc
  .tuple(fc.integer({ min: 1, max: 999_999_999 }), fc.constantFrom('hours', 'days', 'months'))
  .map(([count, unit]) => `${count} ${unit}`);

/** A legal value of a row for an API version; for a switch `false`, or `true` where that alone turns it on. */
export function arbitraryValue(row: ElementRow, apiVersion: number): fc.Arbitrary<unknown> {
  const isLegal = (value: unknown): boolean =>
    row.codec.check(value, apiVersion).every(({ severity }) => severity === 'warning');
  return candidates(row, apiVersion).filter(isLegal);
}

function candidates({ codec }: ElementRow, apiVersion: number): fc.Arbitrary<unknown> {
  const words = (codec.words ?? [])
    .filter(({ since, replacedBy }) => replacedBy === undefined && (since ?? 0) <= apiVersion)
    .map((one) => one.word);
  switch (codec.kind) {
    case 'boolean':
      return fc.boolean();
    case 'switch':
      return fc.constantFrom(false, ...(codec.check(true, apiVersion).length === 0 ? [true] : []));
    case 'text':
      return textOf(codec.expected, Number(codec.schema.minLength ?? 1));
    case 'integer':
      return fc.integer({ min: Number(codec.schema.minimum ?? 1), max: Number(codec.schema.maximum ?? 999_999_999) });
    case 'words':
      return fc.constantFrom(...words);
    case 'list':
      return words.length > 0
        ? fc.shuffledSubarray(words, { minLength: 1 })
        : fc.uniqueArray(listItem, { minLength: 1, maxLength: 4 });
    case 'callback':
      return fc.oneof(url, fc.uniqueArray(url, { minLength: 2, maxLength: 4 }));
    case 'scopes':
      return fc.shuffledSubarray([...scopes.map((scope) => scope.word), 'FutureScope'], { minLength: 1, maxLength: 6 });
    case 'attributes':
      return fc.dictionary(mapKey, arbitraryText, { minKeys: 1, maxKeys: 3 });
    case 'ipRanges':
      return ranges;
    case 'notifications':
      return fc.dictionary(arbitraryApiName, fc.record({ pushByDefault: fc.boolean() }), { minKeys: 1, maxKeys: 3 });
    case 'refreshToken':
      return fc.oneof(
        fc.constantFrom('valid-until-revoked', 'expire-immediately'),
        duration.map((expiresAfter) => ({ expiresAfter })),
        duration.map((expiresIfUnusedFor) => ({ expiresIfUnusedFor })),
      );
    case 'jwtTimeout':
      return fc.constantFrom<unknown>('user-session', 1, 5, 10, 15, 30, 60, 90, 120, 240, 480, 720);
    case 'certificate':
      return fc.constant(certificatePath);
    case 'secretFile':
      return fc.constantFrom(...secretPaths);
    case 'secretText':
      return arbitraryText;
  }
}

function textOf(format: string, minLength: number): fc.Arbitrary<string> {
  if (format === 'url') return url;
  if (format === 'email') return email;
  if (format === 'apiName') return arbitraryApiName;
  return arbitraryText.map((text) => text.padEnd(minLength, 'x'));
}
