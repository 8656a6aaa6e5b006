/** A stretch of a text that looks like a secret; offsets count UTF-16 units, the end is exclusive. */
export type SecretPlace = {
  readonly kind: SecretKind;
  readonly start: number;
  readonly end: number;
};

/** What a secret is, which decides about the words for it. */
export type SecretKind = 'privateKey' | 'jwt' | 'accessToken' | 'refreshToken' | 'authUrl' | 'consumerSecret';

/** What secrets of Salesforce and of keys look like; each pattern runs in linear time. */
const patterns: readonly { readonly kind: SecretKind; readonly pattern: RegExp }[] = [
  // Armour to armour, or to the end of a text that somebody cut.
  {
    kind: 'privateKey',
    pattern:
      /-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----(?:(?!-----END )[\s\S])*(?:-----END [A-Z ]{0,20}PRIVATE KEY-----)?/g,
  },
  // The same in base64: of the armour, of PKCS #8 (RSA, EC) and of PKCS #1.
  {
    kind: 'privateKey',
    pattern:
      /(?<![A-Za-z0-9+/])LS0tLS1CRUdJTi[A-Za-z0-9+/]{0,16}(?:UFJJVkFURSBLRVkt|QUklWQVRFIEtFWS|BSSVZBVEUgS0VZ)[A-Za-z0-9+/=\s]*/g,
  },
  { kind: 'privateKey', pattern: /(?<![A-Za-z0-9+/])MII[A-Za-z0-9+/]{5}ADANBgkqhkiG9w0BAQEFAASC[A-Za-z0-9+/=]*/g },
  { kind: 'privateKey', pattern: /(?<![A-Za-z0-9+/])MI[A-Za-z0-9+/]{2}AgEAM[A-Za-z0-9+/]{2}GByqGSM49[A-Za-z0-9+/=]*/g },
  {
    kind: 'privateKey',
    pattern: /(?<![A-Za-z0-9+/])MII[A-Za-z0-9+/]{2}(?:[A-Za-z0-9+/]{2}IBAAK|gIBAAK|wIBAAK)[A-Za-z0-9+/=]{40,}/g,
  },
  { kind: 'authUrl', pattern: /force:\/\/[^\s"'@]{1,4000}@[^\s"']+/g },
  { kind: 'jwt', pattern: /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/g },
  { kind: 'accessToken', pattern: /(?<![A-Za-z0-9])00D[A-Za-z0-9]{12}(?:[A-Za-z0-9]{3})?![A-Za-z0-9._]{20,}/g },
  { kind: 'refreshToken', pattern: /(?<![A-Za-z0-9])5Aep[A-Za-z0-9._]{40,}/g },
  // Consumer secrets are 64 hexadecimal digits; the older ones are 15 to 20 decimal digits, so only their key gives them away.
  { kind: 'consumerSecret', pattern: /(?<![A-Za-z0-9])[0-9A-Fa-f]{64}(?![A-Za-z0-9])/g },
  {
    kind: 'consumerSecret',
    pattern: /(?<=(?:consumer|client)[_-]?secret["']?[ \t]*:[ \t]*)(?!["']?\$\{)[^\s#][^\n#]{7,}/gi,
  },
];

/** Every place that looks like a secret, in the order of the text, without overlaps. */
export function secretPlaces(text: string): readonly SecretPlace[] {
  // A text without secrets, as nearly all are, is looked through without the work that matchAll does for each pattern.
  const found = patterns.flatMap(({ kind, pattern }) =>
    text.search(pattern) < 0 ? [] : placesOf(text, kind, pattern),
  );
  const places: SecretPlace[] = [];
  for (const place of found.toSorted((one, other) => one.start - other.start || other.end - one.end))
    if (place.start >= (places.at(-1)?.end ?? 0)) places.push(place);
  return places;
}

function placesOf(text: string, kind: SecretKind, pattern: RegExp): readonly SecretPlace[] {
  return [...text.matchAll(pattern)].map(({ index, 0: match }) => ({
    kind,
    start: index,
    end: index + match.trimEnd().length,
  }));
}

/** The text with each secret replaced by as many asterisks, line breaks kept, so that positions stay right. */
export function maskSecretShapes(text: string): string {
  let masked = '';
  let end = 0;
  for (const place of secretPlaces(text)) {
    masked += text.slice(end, place.start) + text.slice(place.start, place.end).replace(/[^\r\n]/g, '*');
    end = place.end;
  }
  return masked + text.slice(end);
}
