#!/usr/bin/env node
// The import is dynamic: an older Node must reach the check below before it loads libraries that it cannot run.
const [major, minor] = process.versions.node.split('.').map(Number);
// The range of `engines`: older ones ignore the proxy that the environment names.
if (!(major > 24 || (major === 24 && minor >= 5) || (major === 22 && minor >= 21))) {
  console.error('sf-plugin-eca needs Node 22.21 (or 24.5) or newer; this is Node ' + process.versions.node + '.');
  process.exitCode = 1;
} else {
  import('@oclif/core').then(({ execute }) => execute({ dir: import.meta.url }));
}
