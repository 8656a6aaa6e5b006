/** Preloaded into a measured program: at its end it notes its peak of resident memory (kilobytes) and its processor time (ms). */
import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const file = process.env.BENCH_COST;
if (isMainThread && file)
  process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    writeFileSync(file, JSON.stringify({ kilobytes: maxRSS, processor: (userCPUTime + systemCPUTime) / 1000 }));
  });
