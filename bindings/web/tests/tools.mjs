// What tests share.
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const here = new URL('..', import.meta.url).pathname;
export const root = new URL('../../..', import.meta.url).pathname;

/** The documents that ship, as they stand in the repository. */
export function shipped() {
  const names = readdirSync(`${root}rules`).filter((name) => name.endsWith('.json'));
  return names.map((name) => ({ name: `rules/${name}`, text: readFileSync(`${root}rules/${name}`, 'utf8') }));
}

/** All shipped cases. */
export function cases() {
  return shipped().flatMap(({ text }) => JSON.parse(text).cases ?? []);
}

/** A document laid over those that ship. */
export function overlay(more) {
  const text = JSON.stringify({
    format: 1, id: 'riverside.expression', version: '1.0.0', title: 'Riverside',
    extends: { id: 'demeanor.standard', version: '2' }, ...more,
  });
  return { name: 'riverside.json', text };
}

/** Runs the native program, which `cargo build` in the root makes, with a situation. */
export async function native(situation, ...flags) {
  const program = `${process.env.CARGO_TARGET_DIR ?? `${root}target`}/debug/demeanor`;
  if (!existsSync(program)) throw new Error(`${program} is not there: run cargo build in ${root} first`);
  return withFolder(async (folder) => {
    const file = join(folder, 'situation.json');
    writeFileSync(file, JSON.stringify(situation));
    const { stdout } = await promisify(execFile)(program, ['advise', file, '--format', 'json', ...flags], { maxBuffer: 1 << 26 });
    return stdout;
  });
}

/** A folder for as long as something runs. */
export async function withFolder(run) {
  const folder = mkdtempSync(join(tmpdir(), 'demeanor-'));
  try {
    return await run(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
