import { check, compare, format, Guideline, handbook, schemaFor, type Document, type Facts } from 'demeanor';
import { serve } from './serve';

const standard = Guideline.standardDocuments();
const over = async (mine: Document) => [...(await standard), mine];

/** What the page asks while somebody reads or writes rules. */
const rules = {
  standard: () => standard,
  async handbook(mine?: Document) {
    return handbook(mine ? await over(mine) : await standard);
  },
  async check(mine: Document) {
    const checked = await check(await over(mine));
    // Whoever lays rules over those that ship is not bothered with remarks on these.
    const own = checked.diagnostics.filter(({ severity, place }) => severity === 'error' || place.document === mine.name);
    return { ...checked, diagnostics: own };
  },
  /** What changes from the rules that ship, or from another document over them; with the texts of the actions that are named. */
  async compare(mine: Document, before?: Document) {
    const [old, own] = [before ? await over(before) : await standard, await over(mine)];
    return { ...(await compare(old, own)), texts: { ...actionsOf(old), ...actionsOf(own) } };
  },
  async schema(mine: Document) {
    return (await schemaFor(await over(mine))).rule_set;
  },
  format: (mine: Document) => format(mine),
  /** A situation under the rules that ship, and under those that somebody writes. */
  async tried(mine: Document, facts: Facts) {
    const [old, own] = [await Guideline.standard(), await Guideline.build(await over(mine))];
    try {
      const before = old.situation(known(facts, old)).presuming().guidance();
      return { before, after: own.situation(known(facts, own)).presuming().guidance(), facts: own.facts };
    } finally {
      own.free();
    }
  },
  async stances(situations: Facts[]) {
    return (await Guideline.standard()).stances(situations, { presuming: true });
  },
};

function actionsOf(documents: readonly Document[]): Record<string, string> {
  const actions = documents.flatMap(({ text }) => (JSON.parse(text) as { actions?: { id: string; text: string }[] }).actions ?? []);
  return Object.fromEntries(actions.map(({ id, text }) => [id, text]));
}

/** The facts that a guideline has: rules of one's own may have more. */
function known(facts: Facts, guideline: Guideline): Facts {
  const names = new Set(guideline.facts.map(({ id }) => id));
  return Object.fromEntries(Object.entries(facts).filter(([id]) => names.has(id)));
}

export type Rules = typeof rules;
serve(rules);
