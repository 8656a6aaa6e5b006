import type { PlacedElement } from '../metadata/parseXml.js';
import { childrenNamed, elementAt } from './readXmlElement.js';
import type { DeployedComponent, DeployStatus } from './metadataOrg.js';

type Fields = {
  readonly text: (name: string) => string | undefined;
  readonly list: (path: readonly [string, string]) => readonly Fields[];
};

/** The state of a job from the `result` element of `checkDeployStatus`. */
export function deployStatusFromXml(result: PlacedElement): DeployStatus {
  return readDeployStatus(xmlFields(result));
}

/** The state of a job from `deployResult` of the REST resource. */
export function deployStatusFromJson(result: unknown): DeployStatus {
  return readDeployStatus(jsonFields(result));
}

/** @see https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_deployresult.htm */
function readDeployStatus(fields: Fields): DeployStatus {
  const { text, list } = fields;
  const [errorMessage, canceledBy, stateDetail] = [text('errorMessage'), text('canceledByName'), text('stateDetail')];
  const components = [...list(['details', 'componentSuccesses']), ...list(['details', 'componentFailures'])]
    .map(toComponent)
    .filter(({ type, success }) => type !== '' || !success);
  return {
    jobId: text('id') ?? '',
    status: text('status') ?? '',
    done: text('done') === 'true',
    success: text('success') === 'true',
    checkOnly: text('checkOnly') === 'true',
    deployed: Number(text('numberComponentsDeployed') ?? 0),
    failed: Number(text('numberComponentErrors') ?? 0),
    total: Number(text('numberComponentsTotal') ?? 0),
    components,
    ...(errorMessage === undefined ? {} : { errorMessage }),
    ...(canceledBy === undefined ? {} : { canceledBy }),
    ...(stateDetail === undefined ? {} : { stateDetail }),
  };
}

function toComponent({ text }: Fields): DeployedComponent {
  const [problem, kind] = [text('problem'), text('problemType')];
  return {
    type: text('componentType') ?? '',
    fullName: text('fullName') ?? '',
    success: text('success') === 'true',
    created: text('created') === 'true',
    changed: text('changed') === 'true',
    deleted: text('deleted') === 'true',
    ...(problem === undefined ? {} : { problem }),
    ...(kind === undefined ? {} : { problemKind: kind === 'Warning' ? ('warning' as const) : ('error' as const) }),
  };
}

function xmlFields(element: PlacedElement): Fields {
  return {
    text: (name) => {
      const content = childrenNamed(element, name)[0]?.content;
      return typeof content === 'string' && content !== '' ? content : undefined;
    },
    list: ([parent, name]) => childrenNamed(elementAt(element, [parent]), name).map(xmlFields),
  };
}

/** Numbers and booleans of the REST resource are sometimes texts, so all are read as text. */
function jsonFields(value: unknown): Fields {
  const record = (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>;
  return {
    text: (name) => {
      const one = Object.hasOwn(record, name) ? record[name] : undefined;
      if (one === undefined || one === null || one === '' || typeof one === 'object') return undefined;
      return typeof one === 'string' ? one : JSON.stringify(one);
    },
    list: ([parent, name]) => {
      const inner = (record[parent] ?? {}) as Readonly<Record<string, unknown>>;
      const items = inner[name] ?? [];
      return (Array.isArray(items) ? items : [items]).map(jsonFields);
    },
  };
}
