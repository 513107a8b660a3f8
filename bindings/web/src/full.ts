/** Everything: situations, guidance and interviews, and what whoever writes rules needs. */
import { Home, unpack } from './engine.js';
import { Guideline as Base } from './guideline.js';
import type { Check, Comparison, Document, Handbook, Schemas } from './shapes.js';

const home = new Home(async () => unpack((await import('./full.wasm.js')).default));

/** Rules ready to be asked about situations. */
export class Guideline extends Base {
  /** @internal */
  protected static override home = home;
}

/** Everything that is amiss with documents, and the cases of the uppermost rule set, run. Takes up to some seconds. */
export async function check(documents: readonly Document[]): Promise<Check> {
  return (await home.engine()).ask('check', { documents });
}

/**
 * What changes from one guideline to another, over every situation. Takes up to some seconds.
 *
 * @throws {Rejected} where either is no guideline.
 */
export async function compare(old: readonly Document[], next: readonly Document[]): Promise<Comparison> {
  return (await home.engine()).ask('compare', { old, documents: next });
}

/**
 * Everything that a guideline holds, as cards for readers.
 *
 * @throws {Rejected} where the documents are no guideline.
 */
export async function handbook(documents: readonly Document[]): Promise<Handbook> {
  const guideline = await Guideline.build(documents);
  try {
    return guideline.ask('handbook');
  } finally {
    guideline.free();
  }
}

/** JSON Schemas that know the names in documents, whatever else is wrong with these. */
export async function schemaFor(documents: readonly Document[]): Promise<Schemas> {
  return (await home.engine()).ask('schema_for', { documents });
}

/**
 * A document in its one layout.
 *
 * @throws {Rejected} for text that is no document.
 */
export async function format(document: Document): Promise<string> {
  const [formatted] = (await home.engine()).ask<Document[]>('format', { documents: [document] });
  return formatted!.text;
}

export { Rejected, Stopped } from './errors.js';
export { Interview, Situation } from './guideline.js';
export type { Detail, Facts, InterviewState, InterviewStep, KnownFacts, SavedInterview } from './guideline.js';
export type * from './shapes.js';
export type * from './generated/guidance.js';
export type { Diagnostic, Place, Position } from './generated/diagnostics.js';
