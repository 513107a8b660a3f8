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

/**
 * What the native program, which `cargo build` in the root makes, says of each situation. It gives stored guidance again,
 * many records in one run; of a record it reads the facts, and all else that it says is of an example.
 */
export async function native(situations, presuming) {
  const program = `${process.env.CARGO_TARGET_DIR ?? `${root}target`}/debug/demeanor`;
  if (!existsSync(program)) throw new Error(`${program} is not there: run cargo build in ${root} first`);
  const run = (...args) => promisify(execFile)(program, args, { maxBuffer: 1 << 28 });
  const example = JSON.parse((await run('advise', `${root}examples/situations/shared-tears.json`, '--format', 'record')).stdout);
  const records = situations.map((situation) => {
    const facts = Object.entries(situation).flatMap(([key, value]) =>
      key.includes('.') ? [[key, value]] : Object.entries(value).map(([name, value]) => [`${key}.${name}`, value]));
    const [struck, known] = [facts.filter(([, value]) => value === null), facts.filter(([, value]) => value !== null)];
    return { ...example, presuming, facts: Object.fromEntries(known), struck: struck.map(([name]) => name) };
  });
  return withFolder(async (folder) => {
    const file = join(folder, 'records.jsonl');
    writeFileSync(file, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
    // Most say something else than the example, which is no success.
    const { stdout } = await run('replay', file, '--guidance', '--format', 'json').catch((error) => {
      if (error.code !== 1 || !error.stdout) throw error;
      return error;
    });
    const lines = stdout.trimEnd().split('\n');
    if (lines.length !== records.length) throw new Error(`${lines.length} answers to ${records.length} situations`);
    return lines.map((line) => JSON.stringify(JSON.parse(line).guidance));
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
