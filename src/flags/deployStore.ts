import { Global, TTLConfig } from '@salesforce/core';
import type { DeployRecord } from '../operations/deployRecord.js';

/** Days after which a job is forgotten, as the CLI does it. */
const daysKept = 3;

class OwnDeploys extends TTLConfig<TTLConfig.Options, { record: string }> {}
class CliDeploys extends TTLConfig<TTLConfig.Options, Record<string, string | number | boolean>> {}

/**
 * Keeps an accepted job twice: for `sf eca deploy resume|report` what it sent, without secrets, in `eca-deploys.json`; and for
 * `sf project deploy resume|report|cancel` the entry that they look for in `deploy-cache.json`, both in the state folder of the CLI.
 */
export async function keepDeploy(record: DeployRecord, waitMinutes: number): Promise<void> {
  const { jobId, username, transport, checkOnly } = record;
  const own = await OwnDeploys.create(place('eca-deploys.json'));
  own.set(jobId, { record: JSON.stringify(record) });
  await own.write();
  const cli = await CliDeploys.create(place('deploy-cache.json'));
  cli.set(jobId, {
    'target-org': username,
    api: transport === 'soap' ? 'SOAP' : 'REST',
    wait: Math.max(1, Math.round(waitMinutes)),
    isMdapi: true,
    'dry-run': checkOnly,
    status: 'Pending',
  });
  await cli.write();
}

/** The job that this computer started under an id of 15 or 18 characters, or the newest one; undefined for a job of others. */
export async function keptDeploy(jobId: string | undefined): Promise<DeployRecord | undefined> {
  const own = await OwnDeploys.create(place('eca-deploys.json'));
  const key =
    jobId === undefined ? own.getLatestKey() : own.keys().find((one) => one === jobId || one.slice(0, 15) === jobId);
  if (key === undefined || key === null) return undefined;
  return JSON.parse(own.get(key).record) as DeployRecord;
}

function place(filename: string): TTLConfig.Options {
  // The file asks its Duration for nothing but the milliseconds, and no other package of ours has that class.
  const ttl = { milliseconds: daysKept * 86_400_000 } as TTLConfig.Options['ttl'];
  return { isGlobal: true, isState: true, filename, stateFolder: Global.SF_STATE_FOLDER, ttl };
}
