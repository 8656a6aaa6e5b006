import { ConfigAggregator } from '@salesforce/core/configAggregator';
import { Messages } from '@salesforce/core/messages';
import { newestApiVersion, oldestApiVersion } from '../catalog/apiVersions.js';
import { resolveApiVersion } from '../operations/resolveApiVersion.js';
import type { ApiVersion } from '../spec/apiVersion.js';
import type { ProjectSettings } from './readProject.js';
import type { SpecFlagValues } from './specFlags.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'flags');

/** The API version of a command: flag, project, configuration or default, lowered to the org's newest; throws SfError with exit 2 for one outside the catalogue. */
export async function apiVersionOf(
  flags: Pick<SpecFlagValues, 'api-version'>,
  project: ProjectSettings,
  org: number | undefined,
): Promise<ApiVersion> {
  const flag = flags['api-version'];
  const config = (await ConfigAggregator.create()).getPropertyValue<string>('org-api-version');
  const version = resolveApiVersion({
    ...(flag === undefined ? {} : { flag }),
    ...(project.sourceApiVersion === undefined ? {} : { project: project.sourceApiVersion }),
    ...(typeof config === 'string' ? { config } : {}),
    ...(org === undefined ? {} : { org }),
  });
  if ('number' in version) return version;
  const error = messages.createError('error.apiVersion', [
    version.refused,
    version.origin,
    `${oldestApiVersion}.0`,
    `${newestApiVersion}.0`,
  ]);
  error.exitCode = 2;
  throw error;
}
