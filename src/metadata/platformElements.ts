import { parseElementBoolean } from '../catalog/codecs/boolean.js';
import { isSecretElement } from './extraElements.js';
import { movedStartUrl } from './movedStartUrl.js';
import type { ElementReadings, Reading } from './readElements.js';
import { placeOf, redacted, type Change, type Loss } from './sourceComponent.js';

/** What becomes of the elements that the platform knows and a spec does not set. */
export type PlatformAccount = {
  readonly losses: readonly Loss[];
  readonly changed: readonly Change[];
  /** Elements that `metadata.extra` carries, because the app is packaged, by member. */
  readonly carried: readonly { readonly part: ElementReadings; readonly name: string }[];
  /** What retired elements say by keys of today. */
  readonly readings: ReadonlyMap<string, Reading>;
};

/** Decides about ids of an org, secrets, commands and retired elements (SPEC §1.1 and §1.4). */
export function platformAccount(
  parts: readonly ElementReadings[],
  readings: ReadonlyMap<string, Reading>,
): PlatformAccount {
  const packaged = readings.get('distribution')?.value === 'packaged';
  const hasGlobal = parts.some(({ source }) => source.component.type === 'ExtlClntAppGlobalOauthSettings');
  const account = {
    losses: [] as Loss[],
    changed: [] as Change[],
    carried: [] as { part: ElementReadings; name: string }[],
    readings: new Map<string, Reading>(),
  };
  for (const part of parts)
    for (const { known, node } of part.platformElements) {
      const { name } = node;
      const { source } = part;
      const element = `${source.component.type}.${name}`;
      const value = typeof node.content === 'string' ? node.content : '';
      const lose = (
        reason: string,
        severity: Loss['severity'],
        shown = isSecretElement(node) ? redacted : value,
      ): void => void account.losses.push({ element, value: shown, reason, severity, ...placeOf(source, name) });
      if (known.reason === 'secret') lose('secret', 'warning', redacted);
      else if (known.reason === 'command') {
        if (parseElementBoolean(value) !== false) lose('rotation', 'warning');
      } else if (known.reason === 'internal') lose('internal', 'note');
      else if (known.reason === 'orgBound') {
        if (packaged && !(name === 'oauthLink' && hasGlobal)) account.carried.push({ part, name });
        else lose('orgBound', 'note');
      } else if (name === 'isNamedUserJwtEnabled')
        namedUserJwt(
          value,
          lose,
          hasGlobal ? (readings.get('security.issueJwtAccessTokens')?.value ?? false) : undefined,
          () =>
            account.changed.push({
              element,
              key: 'security.issueJwtAccessTokens',
              reason: 'retired',
              severity: 'note',
              ...placeOf(source, name),
            }),
        );
      else if (name === 'startUrl') {
        const moved = movedStartUrl(part, node, parts, readings);
        if (moved === undefined) lose('samlStartUrl', 'warning');
        account.changed.push(...(moved?.changed ?? []));
        account.losses.push(...(moved?.losses ?? []));
        for (const reading of moved?.readings ?? []) account.readings.set(reading.row.key, reading);
      }
    }
  return account;
}

type Lose = (reason: string, severity: Loss['severity'], shown?: string) => void;

function namedUserJwt(value: string, lose: Lose, ofGlobal: unknown, drop: () => void): void {
  const own = parseElementBoolean(value);
  if (own === false || (own !== undefined && own === ofGlobal)) drop();
  else lose('namedUserJwt', 'warning');
}
