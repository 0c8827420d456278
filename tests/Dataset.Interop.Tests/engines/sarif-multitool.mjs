import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';

const folder = 'node_modules/@microsoft/sarif-multitool-linux';
const program = `${folder}/Sarif.Multitool`;

export const version = () => createRequire(import.meta.url)(`./${folder}/package.json`).version;

/** The errors that Microsoft's validator finds in a SARIF file by its own rules and GitHub's. */
export function check({ file }) {
  fs.chmodSync(program, 0o755); // The package's install script would, and no such script is run.
  let output;
  try {
    output = execFileSync(program, ['validate', file, '--rule-kind', 'Sarif;Ghas'], { encoding: 'utf8' });
  } catch (error) {
    output = `${error.stdout}${error.stderr}`;
    if (!output.includes('Analyzing')) throw error;
  }
  if (!output.includes('Analyzing')) throw new Error(output);
  return { findings: output.split('\n').filter(line => /: (error|fail) /.test(line)) };
}
