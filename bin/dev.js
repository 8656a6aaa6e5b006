#!/usr/bin/env node
// Compiles the sources and then runs the command: the fresh twin of run.js, for work on the plugin.
import { build } from '../scripts/build.mjs';

const status = await build();
if (status === 0) await import('./run.js');
else process.exitCode = status;
