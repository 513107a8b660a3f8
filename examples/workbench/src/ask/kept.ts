import type { FactValue, InterviewState } from 'demeanor/answer';
import type { Stand } from './course';

/** An interview as it is kept in a file: what the library calls a saved interview. */
interface Kept {
  facts: Record<string, FactValue>;
  presuming: boolean;
  /** The facts of which nothing is presumed. */
  struck: string[];
  /** The facts that are not asked for again. */
  skipped: string[];
}

/** An interview, to be gone on with later. */
export function keep({ steps, presuming = false }: InterviewState, { facts, guidance }: Stand): Kept {
  const skipped = steps.filter((step) => 'skip' in step && facts[step.fact] === undefined).map(({ fact }) => fact);
  return { facts: { ...facts }, presuming, struck: [...guidance.struck], skipped: [...new Set(skipped)] };
}

/** Where to go on: from an interview that was kept, or from a situation, which is facts alone. */
export function resumed(data: unknown): Partial<InterviewState> {
  if (!isKept(data)) return { facts: data as InterviewState['facts'] };
  const { facts, presuming, struck, skipped } = data;
  const strike = struck.map((fact) => ({ fact, value: null }));
  return { facts, presuming, steps: [...strike, ...skipped.map((fact) => ({ fact, skip: true as const }))] };
}

function isKept(data: unknown): data is Kept {
  const kept = data as Partial<Kept> | null;
  return typeof kept?.presuming === 'boolean' && [kept.struck, kept.skipped].every(Array.isArray);
}
