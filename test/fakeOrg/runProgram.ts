import { parseArgs } from 'node:util';
import type { FakeOrgOptions } from './fakeOrgOptions.js';
import { startFakeOrg } from './startFakeOrg.js';

const USAGE = `The fake org: node test/fakeOrg/main.ts [--options '<JSON>'] [--port <number>]

Prints one JSON line {url, orgId, username, accessToken} when it listens on 127.0.0.1, and ends on SIGINT or SIGTERM.
--options takes the options of startFakeOrg as one JSON object; README.md lists them.`;

/** Runs the fake org until it is told to stop; wrong arguments end with exit code 2. */
export async function runProgram(args: readonly string[]): Promise<void> {
  let options: FakeOrgOptions;
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { options: { type: 'string' }, port: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
    if (values.help === true) {
      process.stdout.write(`${USAGE}\n`);
      return;
    }
    options = {
      ...(JSON.parse(values.options ?? '{}') as FakeOrgOptions),
      ...(values.port === undefined ? {} : { port: Number(values.port) }),
    };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
    process.exitCode = 2;
    return;
  }
  const org = await startFakeOrg(options);
  const stop = (): void => void org.close();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  process.stdout.write(
    `${JSON.stringify({ url: org.url, orgId: org.orgId, username: org.username, accessToken: org.accessToken })}\n`,
  );
}
