/** Situations, guidance and interviews, by the rules that ship or by others. */
import { Home, unpack } from './engine.js';
import { Guideline as Base } from './guideline.js';

/** Rules ready to be asked about situations. */
export class Guideline extends Base {
  /** @internal */
  protected static override home = new Home(async () => unpack((await import('./answer.wasm.js')).default));
}

export { Rejected, Stopped } from './errors.js';
export { Interview, Situation } from './guideline.js';
export type { Detail, Facts, InterviewState, InterviewStep, KnownFacts, SavedInterview } from './guideline.js';
export type * from './shapes.js';
export type * from './generated/guidance.js';
export type { Diagnostic, Place, Position } from './generated/diagnostics.js';
