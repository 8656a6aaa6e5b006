import type { ElementRow, MetadataType } from '../../../src/catalog/metadataType.js';
import { referenceText } from '../../referenceFolder.js';

/** What the reference says about one element. */
export type Field = {
  readonly type: string;
  readonly since?: string;
  readonly removed?: string;
  readonly required?: boolean;
  readonly enum?: readonly string[];
  readonly authorable?: readonly string[];
  readonly allowedValues?: readonly number[];
};

/** What the reference says about one type. */
export type Facts = {
  readonly dir: string | null;
  readonly suffix: string | null;
  readonly since: string;
  readonly fields: Readonly<Record<string, Field>>;
  readonly elementOrder: readonly string[];
};

export type ScopeFacts = { readonly oauthScope: string; readonly uiLabel: string; readonly toolingColumn: string };

const text = referenceText('reference/eca-types.json');
const json = text === undefined ? undefined : (JSON.parse(text) as Readonly<Record<string, unknown>>);

/** Why a comparison with the reference does not run, as part of the title of its tests; empty when it runs. */
export const skipReason = json === undefined ? ' (skipped: ../shared/reference/eca-types.json is absent)' : '';

/** The facts about a type or sub-type; only for tests that run because the reference is there. */
export function factsOf(name: string): Facts {
  const facts = json?.[name];
  if (facts === undefined) throw new Error(`eca-types.json says nothing about ${name}.`);
  return facts as Facts;
}

/** The types of the reference that lie in files of their own and belong to an app. */
export function typesOfReference(): readonly string[] {
  return Object.keys(json ?? {}).filter((name) => {
    const facts = json?.[name] as Partial<Facts>;
    return typeof facts.dir === 'string' && /^(ExternalClientApplication|ExtlClntApp.*)$/.test(name);
  });
}

/** The scopes of the reference by token. */
export function scopesOfReference(): Readonly<Record<string, ScopeFacts>> {
  return (json?._scopes ?? {}) as Readonly<Record<string, ScopeFacts>>;
}

/** The name of the sub-type of an element, as `Type` or `Type[]`. */
export function subtypeOf(type: MetadataType, element: string): string {
  return (factsOf(type.name).fields[element]?.type ?? '').replace('[]', '');
}

/** Every element that a row names, with the row; both names of `parent.child` stay together. */
export function namedElements(type: MetadataType): readonly { readonly element: string; readonly row: ElementRow }[] {
  return type.rows.flatMap((row) => row.elements.map((element) => ({ element, row })));
}

/** `61` for `61.0`. */
export function major(version: string): number {
  return Number(version.replace(/\.0$/, ''));
}
