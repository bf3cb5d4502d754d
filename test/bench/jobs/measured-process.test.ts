// Tests of measuring a program with all that it starts.
import { describe, expect, it } from 'vitest';
import { measureProcess } from './measured-process';

const node = (program: string): { command: string; args: string[] } => ({
  command: process.execPath,
  args: ['-e', program],
});
const isLinux = process.platform === 'linux';
// A second long, so that it is seen; half of it at work.
const holds = (mebibytes: number): string =>
  `const held = Buffer.alloc(${mebibytes} * 2 ** 20, 1); const end = Date.now() + 300; while (Date.now() < end); setTimeout(() => held, 200);`;

describe('measureProcess', () => {
  it('hands back what the program says', async () => {
    expect((await measureProcess(node('console.log("done")'))).stdout).toBe('done\n');
  });

  it('fails with the last words of a program that fails', async () => {
    await expect(measureProcess(node('console.error("no room"); process.exit(3)'))).rejects.toThrow(
      /ended with 3: no room/,
    );
  });

  it('fails when there is no such program', async () => {
    await expect(measureProcess({ command: 'no-such-program-anywhere', args: [] })).rejects.toThrow('ENOENT');
  });

  it.runIf(isLinux)('sees the memory and the processor time of what the program starts', async () => {
    const child = JSON.stringify(holds(200));
    const alone = await measureProcess(node(''));
    const parent = await measureProcess(
      node(`require('child_process').spawnSync(process.execPath, ['-e', ${child}], { stdio: 'inherit' })`),
    );
    expect(parent.peakBytes).toBeGreaterThan((alone.peakBytes ?? 0) + 200 * 2 ** 20);
    expect(parent.cpuMs).toBeGreaterThanOrEqual(250);
    expect(parent.wallMs).toBeGreaterThanOrEqual(500);
  });
});
