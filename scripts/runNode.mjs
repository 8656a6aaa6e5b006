import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The folder of the project, absolute. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Runs a file below the project root with this Node and returns its exit status; with `capture` also its output
 * (stdout and stderr in the order of their arrival) instead of showing it; with `quietStdout` only stderr is shown.
 */
export function runNode(args, { capture = false, quietStdout = false, env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['inherit', capture ? 'pipe' : quietStdout ? 'ignore' : 'inherit', capture ? 'pipe' : 'inherit'],
    });
    let output = '';
    const collect = (chunk) => (output += chunk);
    child.stdout?.setEncoding('utf8').on('data', collect);
    child.stderr?.setEncoding('utf8').on('data', collect);
    child.on('error', reject);
    child.on('close', (code) => resolve({ status: code ?? 1, output }));
  });
}
