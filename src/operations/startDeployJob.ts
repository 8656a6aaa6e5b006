import type { Clock } from '../org/clock.js';
import type { MetadataOrg, StartedDeploy } from '../org/metadataOrg.js';
import { OrgFailure } from '../org/orgFailure.js';
import { soqlText } from './soqlText.js';

/** Milliseconds between the looks for a job whose answer was lost: the org may store it a little later. */
const looks = [0, 1_000, 3_000, 6_000];

/** Clocks are a little apart even when the org tells its time. */
const tolerance = 2_000;

/**
 * Starts a deploy job and never starts it twice. When the answer was lost it looks for the job in the org and goes on with
 * it. When there is none although the org answered the request with an error page, the request is sent once more.
 * Rejects with `deploy-unknown` when the fate of the request cannot be told, and with `deploy-ambiguous` when the org holds
 * several jobs that may be it.
 */
export async function startDeployJob(
  org: Pick<MetadataOrg, 'deploy' | 'query' | 'time' | 'identity'>,
  zip: Uint8Array,
  checkOnly: boolean,
  clock: Clock,
): Promise<StartedDeploy> {
  const since = org.time();
  const first = await send();
  if (!(first instanceof OrgFailure)) return first;
  const found = await findJob(first);
  if (found !== undefined) return found;
  if (!wasTurnedAway(first)) throw first;
  const second = await send();
  if (!(second instanceof OrgFailure)) return second;
  const again = await findJob(second);
  if (again !== undefined) return again;
  throw second;

  async function send(): Promise<StartedDeploy | OrgFailure> {
    try {
      return await org.deploy(zip, { checkOnly });
    } catch (error) {
      if (error instanceof OrgFailure && error.reason === 'deploy-unknown') return error;
      throw error;
    }
  }

  async function findJob(failure: OrgFailure): Promise<StartedDeploy | undefined> {
    for (const pause of looks) {
      await clock.sleep(pause);
      const ids = await jobsSince(org, since - tolerance, checkOnly).catch((error: unknown) => {
        // Without an answer nothing is known: neither that there is a job nor that there is none.
        if (error instanceof OrgFailure) throw new OrgFailure('deploy-unknown', { ...failure.details });
        throw error;
      });
      const [jobId, ...others] = ids;
      if (others.length > 0) throw new OrgFailure('deploy-ambiguous', { ...failure.details, text: ids.join(', ') });
      if (jobId !== undefined) return { jobId };
    }
    return undefined;
  }
}

/** An error page instead of an answer comes from a server that turned the request away; a broken connection says nothing. */
function wasTurnedAway({ details }: OrgFailure): boolean {
  return details.status === 503 || details.status === 502;
}

/** @see https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/tooling_api_objects_deployrequest.htm */
async function jobsSince(
  { query, identity }: Pick<MetadataOrg, 'query' | 'identity'>,
  since: number,
  checkOnly: boolean,
): Promise<readonly string[]> {
  const username = soqlText(identity.username);
  const records = await query(
    `SELECT Id FROM DeployRequest WHERE CreatedBy.Username = ${username} AND CheckOnly = ${checkOnly} AND CreatedDate >= ${new Date(since).toISOString()} ORDER BY CreatedDate`,
    'tooling',
  );
  return records.flatMap(({ Id }) => (typeof Id === 'string' ? [Id] : []));
}
