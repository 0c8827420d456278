// npm run lock: after a change in package.json, writes package-lock.json again.
// A registry that mirrors one platform's packages alone leaves the other platforms' out of the lock file, and then `npm ci`
// refuses it everywhere. They are put back here: an entry without a digest, never installed where os and cpu differ.
import fs from 'node:fs';

const lock = JSON.parse(fs.readFileSync('package-lock.json', 'utf8'));
for (const entry of Object.values(lock.packages)) {
  delete entry.funding;
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) lock.packages[`node_modules/${name}`] ??= forPlatform(name, version);
}
const root = lock.packages[''];
delete lock.packages[''];
lock.packages = { '': root, ...Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1))) };
fs.writeFileSync('package-lock.json', JSON.stringify(lock, null, 2) + '\n');

function forPlatform(name, version) {
  const platform = /(linux|darwin|win32|android|freebsd|wasm32)-(\w+)(?:-(gnu|musl))?/.exec(name);
  if (!platform) throw new Error(`${name} is not in the registry, and its name tells no platform.`);
  const [, os, cpu, libc] = platform;
  return { version, cpu: [cpu], ...(libc ? { libc: [libc === 'gnu' ? 'glibc' : 'musl'] } : {}), optional: true, os: [os] };
}
