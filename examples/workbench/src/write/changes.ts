/** A rule-set document, as far as forms read and write it. */
export interface RuleSet {
  facts?: { id: string; label?: string; kind: string; options?: { id: string; label: string }[] }[];
  terms?: { id: string; when: object; replaces?: boolean; because?: string }[];
  actions?: { id: string; text: string }[];
  rules?: ({ id: string; title?: string; authority?: string } & Record<string, unknown>)[];
  withdraw?: object[];
  wording?: Record<string, string>;
  cases?: ({ id: string } & Record<string, unknown>)[];
}

/** A number in a term. */
export interface Threshold {
  term: string;
  /** The way to the number in the term's condition. */
  path: string[];
  value: number;
  words: string;
  when: object;
}

const BOUNDS: Record<string, string> = { at_least: 'at least', at_most: 'at most' };

/** All numbers in the terms of documents, with what they bound in words. Where a term is restated, its last words hold. */
export function thresholds(documents: readonly RuleSet[]): Threshold[] {
  const labels = new Map(documents.flatMap(({ facts }) => facts ?? []).map(({ id, label }) => [id, label ?? id]));
  const terms = new Map(documents.flatMap(({ terms }) => terms ?? []).map((term) => [term.id, term]));
  return [...terms.values()].flatMap(({ id, when }) =>
    numbers(when).map(({ path, value }) => {
      const fact = path.findLast((step) => labels.has(step)) ?? '';
      return { term: id, path, value, when, words: `${id.replaceAll('_', ' ')}: ${labels.get(fact) ?? fact} ${BOUNDS[path.at(-1)!]} ${value}` };
    }),
  );
}

function numbers(node: unknown, path: string[] = []): { path: string[]; value: number }[] {
  if (typeof node === 'number') return path.at(-1)! in BOUNDS ? [{ path, value: node }] : [];
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => numbers(value, [...path, key]));
}

/** Restates a term with another number; one that the document restates already is changed further. */
export function withThreshold(document: RuleSet, { term, path, when }: Threshold, value: number, because: string): void {
  const before = document.terms?.find(({ id }) => id === term);
  const changed = structuredClone(before?.when ?? when) as Record<string, never>;
  let place: Record<string, unknown> = changed;
  for (const step of path.slice(0, -1)) place = (place[step] ??= {}) as Record<string, unknown>;
  place[path.at(-1)!] = value;
  const restated = { ...(before ?? { id: term, replaces: true }), when: changed, because };
  document.terms = before ? document.terms!.map((other) => (other === before ? restated : other)) : [...(document.terms ?? []), restated];
}
