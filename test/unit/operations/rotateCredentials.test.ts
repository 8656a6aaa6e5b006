import { afterEach, describe, expect, it } from '@jest/globals';
import { rotateCredentials } from '../../../src/operations/rotateCredentials.js';
import { credentialsStage, endStages, memoryRecord, memorySink } from './credentialsStage.js';
import { rotateRequest } from './rotationStage.js';

afterEach(endStages);

describe('rotateCredentials', () => {
  it('stages, stores, proves and promotes, and leaves the old pair working', async () => {
    const stage = await credentialsStage();
    const { key: oldKey } = stage.consumer();
    const asked = rotateRequest(stage);
    const result = await rotateCredentials(stage.world, asked);
    expect(asked.steps).toEqual(['staged', 'stored', 'probed.passed', 'promoted']);
    expect(result).toMatchObject({
      name: 'Sync',
      state: 'promoted',
      proof: 'passed',
      old: { key: oldKey, state: 'Rotated' },
    });
    const { key, secret, staged } = stage.consumer();
    expect(result.consumerKey).toBe(key);
    expect(asked.sinks[0]).toMatchObject({
      stored: [{ name: 'Sync', consumerKey: key, consumerSecret: secret, instanceUrl: stage.org.url }],
    });
    expect(staged?.key).toBe(oldKey);
    expect(stage.org.state.sessions.size).toBe(1);
  });

  it('has the secret stored before it promotes', async () => {
    const stage = await credentialsStage();
    const sink = memorySink(() => expect(stage.calls()).not.toContain('PATCH /id/id/staged/id'));
    await rotateCredentials(stage.world, rotateRequest(stage, { sinks: [sink] }));
    expect(sink.stored).toHaveLength(1);
    expect(stage.calls()).toContain('PATCH /id/id/staged/id');
  });

  it.each(['staged', 'stored', 'probed.passed', 'promoted'] as const)(
    'goes on with the same pair after a crash at the step %s',
    async (crash) => {
      const stage = await credentialsStage();
      const { key: oldKey } = stage.consumer();
      const record = memoryRecord();
      const broken = rotateRequest(stage, {
        record,
        onStep: (step) => {
          if (step === crash) throw new Error('crash');
        },
      });
      await expect(rotateCredentials(stage.world, broken)).rejects.toThrow('crash');
      const second = rotateRequest(stage, { record });
      if (crash === 'promoted') {
        // Nothing is left to do but to revoke.
        await expect(rotateCredentials(stage.world, second)).rejects.toMatchObject({ reason: 'unfinished-rotation' });
        expect(await rotateCredentials(stage.world, rotateRequest(stage, { record, revokeOld: true }))).toMatchObject({
          state: 'finished',
        });
      } else {
        expect(await rotateCredentials(stage.world, second)).toMatchObject({ state: 'promoted', old: { key: oldKey } });
        expect(second.steps[0]).toBe('resumed');
      }
      expect(stage.calls().filter((call) => call.startsWith('POST'))).toHaveLength(1);
      expect(stage.calls().filter((call) => call.startsWith('PATCH'))).toHaveLength(1);
    },
  );

  it.each(['staging', 'staged', 'stored', 'promoted', 'revoking', 'finished'] as const)(
    'goes on after a crash before the note "%s"',
    async (fail) => {
      const stage = await credentialsStage();
      const { key: oldKey } = stage.consumer();
      const record = Object.assign(memoryRecord(), { fail });
      await expect(rotateCredentials(stage.world, rotateRequest(stage, { record, revokeOld: true }))).rejects.toThrow(
        `crash before ${fail}`,
      );
      expect(await rotateCredentials(stage.world, rotateRequest(stage, { record, revokeOld: true }))).toMatchObject({
        state: 'finished',
      });
      expect(stage.consumer().key).not.toBe(oldKey);
      expect(stage.consumer().staged).toBeUndefined();
      expect(record.content).toMatchObject({ step: 'finished', key: stage.consumer().key });
      expect(stage.calls().filter((call) => call.startsWith('PATCH'))).toHaveLength(1);
    },
  );

  it.each([
    ['staging', 'POST .*staged$'],
    ['promoting', 'PATCH '],
  ])('looks into the org when the answer to %s is lost', async (_what, match) => {
    const stage = await credentialsStage();
    stage.org.addFault({ kind: 'resetAfter', match });
    expect(await rotateCredentials(stage.world, rotateRequest(stage))).toMatchObject({ state: 'promoted' });
    expect(stage.calls().filter((call) => call.startsWith('POST'))).toHaveLength(1);
  });

  it('says that nothing was promoted when the promotion got lost on its way', async () => {
    const stage = await credentialsStage();
    stage.org.addFault({ kind: 'resetBefore', match: 'PATCH ' });
    await expect(rotateCredentials(stage.world, rotateRequest(stage))).rejects.toMatchObject({
      reason: 'promote-unknown',
    });
  });

  it('does not promote when the secret cannot be stored, or reads back different', async () => {
    const stage = await credentialsStage();
    const { key } = stage.consumer();
    const full = memorySink(() => {
      throw new Error('disk full');
    });
    const record = memoryRecord();
    await expect(rotateCredentials(stage.world, rotateRequest(stage, { record, sinks: [full] }))).rejects.toThrow(
      'disk full',
    );
    const forgetful = { ...memorySink(), readBack: async () => Promise.resolve(false) };
    await expect(
      rotateCredentials(stage.world, rotateRequest(stage, { record, sinks: [forgetful] })),
    ).rejects.toMatchObject({
      reason: 'read-back',
    });
    expect(stage.consumer().key).toBe(key);
  });

  it('does not promote a pair that the org refuses', async () => {
    const stage = await credentialsStage();
    const { key } = stage.consumer();
    const sink = memorySink(() => {
      const { staged } = stage.consumer();
      if (staged !== undefined) Object.assign(staged, { secret: 'OTHER' });
    });
    await expect(rotateCredentials(stage.world, rotateRequest(stage, { sinks: [sink] }))).rejects.toMatchObject({
      reason: 'probe-refused',
      tokens: { code: 'invalid_client', text: 'invalid client credentials' },
    });
    expect(stage.consumer().key).toBe(key);
  });

  it('stops before it promotes when the new pair does not answer in time', async () => {
    const stage = await credentialsStage();
    stage.consumer().pollsUntilActive = 1_000;
    expect(await rotateCredentials(stage.world, rotateRequest(stage))).toMatchObject({
      state: 'staged',
      proof: 'waiting',
    });
    stage.consumer().pollsUntilActive = 3;
    expect(await rotateCredentials(stage.world, rotateRequest(stage, { useStaged: true }))).toMatchObject({
      state: 'promoted',
      proof: 'passed',
    });
  });

  it('stops between two steps when the user interrupts it', async () => {
    const stage = await credentialsStage();
    const { key } = stage.consumer();
    const stopIfInterrupted = (): void => {
      throw new Error('interrupted');
    };
    await expect(rotateCredentials(stage.world, rotateRequest(stage, { stopIfInterrupted }))).rejects.toThrow(
      'interrupted',
    );
    expect(stage.consumer().key).toBe(key);
  });

  it('refuses the app that the session was opened with', async () => {
    const stage = await credentialsStage({ sessionClient: ({ key }) => key });
    await expect(rotateCredentials(stage.world, rotateRequest(stage))).rejects.toMatchObject({ reason: 'session-app' });
    expect(stage.consumer().staged).toBeUndefined();
  });

  it('takes a pair that somebody else staged only when it is told to', async () => {
    const stage = await credentialsStage();
    const [app] = await stage.world.org.query('SELECT Id FROM ExternalClientApplication');
    const place = { appId: String(app?.['Id']), consumerId: stage.consumer().id };
    await stage.world.credentials.stage(place);
    await expect(rotateCredentials(stage.world, rotateRequest(stage))).rejects.toMatchObject({
      reason: 'staged-elsewhere',
    });
    expect(await rotateCredentials(stage.world, rotateRequest(stage, { useStaged: true }))).toMatchObject({
      state: 'promoted',
    });
  });

  it('clears an expired pair away', async () => {
    const stage = await credentialsStage();
    stage.consumer().staged = {
      id: '0xSFk000000000999',
      key: 'old',
      secret: 'old',
      createdDate: '2020-01-01T00:00:00Z',
      createdBy: 'x',
      expirationDate: '2020-02-01T00:00:00Z',
      state: 'Active',
    };
    expect(await rotateCredentials(stage.world, rotateRequest(stage))).toMatchObject({ state: 'promoted' });
    expect(stage.calls().filter((call) => call.startsWith('DELETE'))).toHaveLength(1);
  });

  it('says which API version it needs', async () => {
    const stage = await credentialsStage({ apiVersion: 64 });
    await expect(rotateCredentials(stage.world, rotateRequest(stage))).rejects.toMatchObject({
      reason: 'no-staging',
      tokens: { version: '64.0', since: '65.0' },
    });
  });
});
