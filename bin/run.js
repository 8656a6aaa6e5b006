#!/usr/bin/env node
// The import is dynamic: an older Node must reach the check below before it loads libraries that it cannot run.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 19)) {
  console.error('sf-plugin-eca needs Node 22.19.0 or newer; this is Node ' + process.versions.node + '.');
  process.exitCode = 1;
} else {
  import('@oclif/core').then(({ execute }) => execute({ dir: import.meta.url }));
}
