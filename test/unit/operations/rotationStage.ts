import { provePair } from '../../../src/operations/provePair.js';
import type { RotateRequest, RotationStep } from '../../../src/operations/rotateRequest.js';
import { memoryRecord, memorySink, type CredentialsStage } from './credentialsStage.js';

/** A request to rotate `Sync`, proved by the client credentials flow. */
export function rotateRequest(
  stage: CredentialsStage,
  changes: Partial<RotateRequest> = {},
): RotateRequest & { readonly steps: RotationStep[] } {
  const steps: RotationStep[] = [];
  return {
    name: 'Sync',
    sinks: [memorySink()],
    revokeOld: false,
    useStaged: false,
    record: memoryRecord(),
    prove: async ({ key, secret }, name) =>
      provePair(stage.oauth, {
        name,
        key,
        secret,
        callback: 'https://app.example.com/callback',
        usesClientCredentials: true,
        patience: { clock: stage.clock, deadline: stage.clock.now() + 60_000, onWait: () => undefined },
      }),
    onStep: (step) => void steps.push(step),
    stopIfInterrupted: () => undefined,
    steps,
    ...changes,
  };
}
