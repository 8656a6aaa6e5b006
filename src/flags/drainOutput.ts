/**
 * Waits until everything that was printed has left the process. A command that ends with an error is ended by
 * `process.exit`, which cuts what a pipe has not taken yet (64 KB on Linux).
 */
export async function drainOutput(): Promise<void> {
  await Promise.all([process.stdout, process.stderr].map(drained));
}

async function drained(stream: NodeJS.WriteStream): Promise<void> {
  // The callback also comes when the reader has gone, and then nothing is left to wait for.
  await new Promise<void>((resolve) => stream.write('', () => resolve()));
}
