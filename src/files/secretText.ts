import type { StoredPair } from './secretSink.js';

/** The forms in which a key pair is written down. */
export const secretFormats = ['env', 'json'] as const;

/** One of the forms. */
export type SecretFormat = (typeof secretFormats)[number];

/** The pair as a file that shells, Docker and dotenv read, or as JSON; ends with a line feed. */
export function secretText(
  { name, consumerKey, consumerSecret, instanceUrl }: StoredPair,
  format: SecretFormat,
): string {
  if (format === 'json') return `${JSON.stringify({ name, consumerKey, consumerSecret, instanceUrl }, null, 2)}\n`;
  return [
    `SALESFORCE_APP=${envValue(name)}`,
    `SALESFORCE_CONSUMER_KEY=${envValue(consumerKey)}`,
    `SALESFORCE_CONSUMER_SECRET=${envValue(consumerSecret)}`,
    `SALESFORCE_INSTANCE_URL=${envValue(instanceUrl)}`,
    '',
  ].join('\n');
}

/** A pair that `secretText` wrote, in whichever form; undefined for another text. */
export function readSecretText(text: string): Partial<StoredPair> | undefined {
  const values = text.trimStart().startsWith('{') ? jsonValues(text) : envValues(text);
  const pick = (json: string, env: string): string | undefined => values.get(json) ?? values.get(env);
  const pair = {
    name: pick('name', 'SALESFORCE_APP'),
    consumerKey: pick('consumerKey', 'SALESFORCE_CONSUMER_KEY'),
    consumerSecret: pick('consumerSecret', 'SALESFORCE_CONSUMER_SECRET'),
    instanceUrl: pick('instanceUrl', 'SALESFORCE_INSTANCE_URL'),
  };
  const known = Object.entries(pair).filter(([, value]) => value !== undefined && value !== '');
  return pair.consumerSecret === undefined ? undefined : Object.fromEntries(known);
}

/** Docker takes quotes literally, so plain values stand without. */
function envValue(value: string): string {
  return /^[\w.:/@%+=,-]*$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
}

function envValues(text: string): ReadonlyMap<string, string> {
  const lines = text.split(/\r?\n/).flatMap((line) => {
    const [, name, value] = /^\s*(?:export\s+)?(\w+)=(.*?)\s*$/.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [[name, value.replace(/^(['"])(.*)\1$/, '$2')] as const];
  });
  return new Map(lines);
}

function jsonValues(text: string): ReadonlyMap<string, string> {
  try {
    const parsed = JSON.parse(text) as Readonly<Record<string, unknown>>;
    return new Map(
      Object.entries(parsed).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
    );
  } catch {
    return new Map();
  }
}
