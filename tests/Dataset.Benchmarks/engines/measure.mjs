// node ENGINE.mjs SOURCE FILE PASSES: the engine loads SOURCE, then writes it to FILE and reads FILE, PASSES times each.
export { require } from './engines.mjs';

export const [source, file, passes] = [process.argv[2], process.argv[3], Number(process.argv[4])];

/** The least processor time of some passes in seconds, all threads together; the first pass is not counted. */
async function best(pass) {
  let least = Infinity;
  for (let i = 0; i <= passes; i++) {
    const before = process.cpuUsage();
    await pass();
    const used = process.cpuUsage(before);
    if (i > 0) least = Math.min(least, (used.user + used.system) / 1e6);
  }
  return least;
}

export async function measure(program, write, read) {
  const result = { program, write: await best(write), read: await best(read) };
  process.stdout.write(JSON.stringify(result), () => process.exit(0));
}
