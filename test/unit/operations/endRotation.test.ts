import { afterEach, describe, expect, it } from '@jest/globals';
import { cancelRotation, finishRotation } from '../../../src/operations/endRotation.js';
import { rotateCredentials } from '../../../src/operations/rotateCredentials.js';
import { credentialsStage, endStages, memoryRecord } from './credentialsStage.js';
import { rotateRequest } from './rotationStage.js';

afterEach(endStages);

describe('finishRotation and cancelRotation', () => {
  it('revoke the old pair, once', async () => {
    const stage = await credentialsStage();
    const { key: oldKey } = stage.consumer();
    const record = memoryRecord();
    await rotateCredentials(stage.world, rotateRequest(stage, { record }));
    expect(await finishRotation(stage.world, { name: 'Sync', record })).toEqual({
      name: 'Sync',
      state: 'finished',
      consumerKey: stage.consumer().key,
      revokedKey: oldKey,
    });
    expect(stage.consumer().staged).toBeUndefined();
    await expect(finishRotation(stage.world, { name: 'Sync', record })).rejects.toMatchObject({
      reason: 'nothing-rotated',
    });
  });

  it('count an old pair as revoked that somebody else has deleted', async () => {
    const stage = await credentialsStage();
    const record = memoryRecord();
    await rotateCredentials(stage.world, rotateRequest(stage, { record }));
    stage.consumer().staged = undefined;
    expect(await finishRotation(stage.world, { name: 'Sync', record })).toMatchObject({ state: 'finished' });
  });

  it('take a staged pair back and leave the current one', async () => {
    const stage = await credentialsStage();
    const { key } = stage.consumer();
    const record = Object.assign(memoryRecord(), { fail: 'stored' as const });
    await expect(rotateCredentials(stage.world, rotateRequest(stage, { record }))).rejects.toThrow('crash');
    await expect(finishRotation(stage.world, { name: 'Sync', record })).rejects.toMatchObject({
      reason: 'not-promoted',
    });
    expect(await cancelRotation(stage.world, { name: 'Sync', record })).toMatchObject({
      state: 'cancelled',
      consumerKey: key,
    });
    expect(stage.consumer().staged).toBeUndefined();
    await expect(cancelRotation(stage.world, { name: 'Sync', record })).rejects.toMatchObject({
      reason: 'nothing-staged',
    });
  });
});
