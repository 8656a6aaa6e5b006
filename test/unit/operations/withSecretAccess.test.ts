import { describe, expect, it } from '@jest/globals';
import type { StateFile } from '../../../src/files/stateFile.js';
import { withSecretAccess, type AccessRun, type SecretAccessNote } from '../../../src/operations/withSecretAccess.js';

type Org = { on: boolean; failing: boolean; readonly turned: boolean[]; note: SecretAccessNote | undefined };

function fresh(on = false): Org {
  return { on, failing: false, turned: [], note: undefined };
}

function noteOf(org: Org): StateFile<SecretAccessNote> {
  let queue: Promise<unknown> = Promise.resolve();
  return {
    path: 'memory',
    read: async () => Promise.resolve(org.note),
    write: async (note) => {
      org.note = note;
      return Promise.resolve();
    },
    remove: async () => {
      org.note = undefined;
      return Promise.resolve();
    },
    locked: async (work) => {
      const turn = queue.then(work, work);
      queue = turn.catch(() => undefined);
      return turn;
    },
  };
}

function run(
  org: Org,
  note: StateFile<SecretAccessNote>,
  processId: number,
  signal = new AbortController().signal,
): AccessRun {
  return {
    access: {
      isOn: async () => Promise.resolve(org.on),
      turn: async (on) => {
        if (org.failing) throw new Error('no answer');
        org.on = on;
        org.turned.push(on);
        return Promise.resolve();
      },
    },
    note,
    orgId: '00D1',
    username: 'admin@example.com',
    processId,
    isRunning: (one) => one < 1_000,
    now: () => 0,
    signal,
  };
}

describe('withSecretAccess', () => {
  it('has the switch on and a note in place during the work, and neither after it', async () => {
    const org = fresh();
    const done = await withSecretAccess(run(org, noteOf(org), 1), async () =>
      Promise.resolve({ on: org.on, note: org.note }),
    );
    expect(done).toEqual({
      result: {
        on: true,
        note: {
          orgId: '00D1',
          username: 'admin@example.com',
          before: false,
          since: '1970-01-01T00:00:00.000Z',
          processes: [1],
        },
      },
      switch: 'restored',
    });
    expect({ on: org.on, note: org.note, turned: org.turned }).toEqual({
      on: false,
      note: undefined,
      turned: [true, false],
    });
  });

  it('leaves a switch alone that was on before', async () => {
    const org = fresh(true);
    expect(await withSecretAccess(run(org, noteOf(org), 1), async () => Promise.resolve(7))).toEqual({
      result: 7,
      switch: 'was-on',
    });
    expect(org).toMatchObject({ on: true, turned: [], note: undefined });
  });

  it('restores when the work fails, and says why it failed', async () => {
    const org = fresh();
    await expect(
      withSecretAccess(run(org, noteOf(org), 1), async () => Promise.reject(new Error('no app'))),
    ).rejects.toThrow('no app');
    expect(org).toMatchObject({ on: false, note: undefined });
  });

  it('restores when the user interrupts work that never ends', async () => {
    const org = fresh();
    const interrupt = new AbortController();
    const working = withSecretAccess(run(org, noteOf(org), 1, interrupt.signal), async () => {
      interrupt.abort();
      return new Promise<never>(() => undefined);
    });
    await expect(working).rejects.toMatchObject({ reason: 'interrupted' });
    expect(org).toMatchObject({ on: false, note: undefined });
  });

  it('keeps nobody who gives up while an org does not answer and nothing has changed', async () => {
    const org = fresh();
    const interrupt = new AbortController();
    const hanging = run(org, noteOf(org), 1, interrupt.signal);
    const isOn = async (): Promise<boolean> => {
      interrupt.abort();
      return new Promise<never>(() => undefined);
    };
    const working = withSecretAccess({ ...hanging, access: { ...hanging.access, isOn } }, async () => 'never');
    await expect(working).rejects.toMatchObject({ reason: 'interrupted' });
    expect(org).toMatchObject({ turned: [], note: undefined });
  });

  it.each([
    ['works', false, 'restored'],
    ['fails', false, 'restored'],
    ['works', true, 'was-on'],
  ])('tells what became of the switch when the work %s (on before: %s)', async (how, before, outcome) => {
    const org = fresh(before);
    const told: string[] = [];
    const work = async (): Promise<void> =>
      how === 'fails' ? Promise.reject(new Error('the work failed')) : Promise.resolve();
    const ended = withSecretAccess({ ...run(org, noteOf(org), 1), onEnd: (one) => void told.push(one) }, work);
    await ended.catch(() => undefined);
    expect(told).toEqual([outcome]);
  });

  it('leaves the switch on for another run, and the last one restores it', async () => {
    const org = fresh();
    const note = noteOf(org);
    let endFirst = (): void => undefined;
    const first = withSecretAccess(run(org, note, 1), async () => new Promise<void>((resolve) => (endFirst = resolve)));
    const second = await withSecretAccess(run(org, note, 2), async () => Promise.resolve('second'));
    expect(second).toEqual({ result: 'second', switch: 'left-on' });
    expect(org).toMatchObject({ on: true, note: { processes: [1] } });
    endFirst();
    expect((await first).switch).toBe('restored');
    expect(org).toMatchObject({ on: false, note: undefined, turned: [true, false] });
  });

  it('takes over the note of a run that was killed, and restores the state before that one', async () => {
    const org = fresh(true);
    org.note = {
      orgId: '00D1',
      username: 'admin@example.com',
      before: false,
      since: '2026-01-01T00:00:00Z',
      processes: [5_000],
    };
    const done = await withSecretAccess(run(org, noteOf(org), 1), async () => Promise.resolve(org.note?.since));
    expect(done).toEqual({ result: '2026-01-01T00:00:00Z', switch: 'restored' });
    expect(org).toMatchObject({ on: false, note: undefined });
  });

  it('keeps the note when the switch cannot be restored, and says so before anything else', async () => {
    const org = fresh();
    const working = withSecretAccess(run(org, noteOf(org), 1), async () => {
      org.failing = true;
      return Promise.reject(new Error('no app'));
    });
    await expect(working).rejects.toMatchObject({
      reason: 'switch-not-restored',
      tokens: { text: 'no answer; no app' },
    });
    expect(org.note).toMatchObject({ before: false });
  });

  it('restores the switch when the disk takes neither a lock nor a change of the note any more', async () => {
    const org = fresh();
    const note = noteOf(org);
    let isFull = false;
    const full = async <T>(act: () => Promise<T>): Promise<T> => (isFull ? Promise.reject(new Error('full')) : act());
    const onFullDisk = {
      ...note,
      write: async (content: SecretAccessNote) => full(async () => note.write(content)),
      remove: async () => full(async () => note.remove()),
      locked: async <T>(work: () => Promise<T>) => full(async () => note.locked(work)),
    };
    const done = await withSecretAccess(run(org, onFullDisk, 1), async () => Promise.resolve((isFull = true)));
    expect(done).toEqual({ result: true, switch: 'note-left' });
    expect(org.turned).toEqual([true, false]);
  });
});
