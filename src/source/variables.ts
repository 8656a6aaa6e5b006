import type { KeyPath } from './finding.js';
import { own } from './finding.js';

/** A variable as a spec declares it. */
export type VariableDeclaration = {
  readonly description?: string;
  readonly default?: string;
  readonly secret: boolean;
};

/** Where values of variables come from; the first source that has one wins. */
export type VariableSources = {
  /** From `--set name=value`. */
  readonly set: ReadonlyMap<string, string>;
  /** From `--values`, later file first; `file` names the file in messages. */
  readonly files: readonly { readonly file: string; readonly values: ReadonlyMap<string, string> }[];
  readonly environment: Readonly<Record<string, string | undefined>>;
};

/** A value of a variable and where it came from. */
export type VariableValue = { readonly text: string; readonly origin: string; readonly isDefault?: true };

/** What a variable may be called. */
export const variableName = /^[A-Za-z][A-Za-z0-9_]*$/;

/** The variable in the environment that gives a value: `runAsUser` reads `ECA_RUN_AS_USER`. */
export function environmentName(name: string): string {
  return `ECA_${name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase()}`;
}

/** The declarations under `variables:`; malformed ones are left out, the shape check reports them. */
export function declaredVariables(value: unknown): ReadonlyMap<string, VariableDeclaration> {
  const declarations = own(value, 'variables');
  if (typeof declarations !== 'object' || declarations === null || Array.isArray(declarations)) return new Map();
  return new Map(
    Object.entries(declarations).map(([name, declaration]: [string, unknown]) => {
      const [text, description] = [own(declaration, 'default'), own(declaration, 'description')];
      const scalar = ['string', 'number', 'boolean'].includes(typeof text);
      return [
        name,
        {
          secret: own(declaration, 'secret') === true,
          ...(scalar ? { default: String(text) } : {}),
          ...(typeof description === 'string' ? { description } : {}),
        },
      ];
    }),
  );
}

/** The value of a declared variable by the order of SPEC §1.3, or undefined. */
export function variableValue(
  name: string,
  declaration: VariableDeclaration,
  sources: VariableSources,
): VariableValue | undefined {
  const set = sources.set.get(name);
  if (set !== undefined) return { text: set, origin: `--set ${name}` };
  for (const { file, values } of sources.files) {
    const text = values.get(name);
    if (text !== undefined) return { text, origin: `${name} in ${file}` };
  }
  const variable = environmentName(name);
  const text = sources.environment[variable];
  if (text !== undefined && text !== '') return { text, origin: `environment variable ${variable}` };
  if (declaration.default === undefined) return undefined;
  return { text: declaration.default, origin: `default of variable ${name}`, isDefault: true };
}

/** Keys of a spec in which `${…}` stays as it is. */
const literalKeys = ['variables', 'lint', 'name'];

/** True for a scalar in which variables are resolved. */
export function substitutes(path: KeyPath): boolean {
  return !literalKeys.includes(String(path[0]));
}
