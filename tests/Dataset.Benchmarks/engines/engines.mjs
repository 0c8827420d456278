import { createRequire } from 'node:module';

/** The interop tests install the engines. */
export const require = createRequire(new URL('../../Dataset.Interop.Tests/engines/package.json', import.meta.url));
