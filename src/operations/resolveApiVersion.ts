import { defaultApiVersion, newestApiVersion, oldestApiVersion } from '../catalog/apiVersions.js';
import { apiVersionText, parseApiVersion, type ApiVersion } from '../spec/apiVersion.js';

/** The places an API version may come from, first wins. */
export type ApiVersionSources = {
  readonly flag?: string;
  readonly project?: string;
  readonly config?: string;
  /** The newest version of the org, which lowers the others. */
  readonly org?: number;
};

/** The API version to write for, or the one that is outside what the catalogue knows. */
export function resolveApiVersion(
  sources: ApiVersionSources,
): ApiVersion | { readonly refused: string; readonly origin: string } {
  const { text, origin } = pick(sources);
  const number = parseApiVersion(text);
  if (number === undefined || number < oldestApiVersion || number > newestApiVersion) return { refused: text, origin };
  const { org } = sources;
  if (org === undefined || org >= number) return { number, origin };
  const lowered = 'the newest API version of the org';
  return org < oldestApiVersion ? { refused: apiVersionText(org), origin: lowered } : { number: org, origin: lowered };
}

function pick({ flag, project, config }: ApiVersionSources): { readonly text: string; readonly origin: string } {
  if (flag !== undefined) return { text: flag, origin: '--api-version' };
  if (project !== undefined) return { text: project, origin: 'sourceApiVersion in sfdx-project.json' };
  if (config !== undefined) return { text: config, origin: 'the config org-api-version' };
  return { text: String(defaultApiVersion), origin: 'the default' };
}
