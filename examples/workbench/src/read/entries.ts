import type { ConditionLine, Handbook } from 'demeanor';
import { AUTHORITIES, CERTAINTIES, listed, MODALITIES, MOMENTS, STANCES } from '../parts/words';

export const KINDS = [
  ['rule', 'Rules'], ['fact', 'Facts'], ['action', 'Actions'], ['safeguard', 'Safeguards'], ['term', 'Terms'], ['source', 'Sources'],
] as const;

export type Kind = (typeof KINDS)[number][0];

/** A line of an entry, with what it leads to. */
export interface Line {
  text: string;
  depth?: number;
  to?: Link | undefined;
}

export interface Link {
  kind: Kind;
  id: string;
}

export interface Part {
  heading: string;
  lines: Line[];
}

/** One thing that the guideline holds, for a reader. */
export interface Entry extends Link {
  title: string;
  /** What it comes to, in a few words. */
  gist: string[];
  text: string[];
  parts: Part[];
  /** What uses it. */
  usedBy: Link[];
  address?: string | undefined;
  /** All its words in small letters, for the search. */
  all: string;
}

export type Entries = Record<Kind, Entry[]>;

/** A handbook as entries that know each other. */
export function entriesOf(book: Handbook): Entries {
  const entries: Entries = {
    rule: book.rules.map((rule) => entry('rule', rule.rule, rule.title, {
      gist: [
        rule.permits ? `permits: ${STANCES[rule.permits]}` : rule.at_least ? `at least: ${STANCES[rule.at_least]}` : 'advice only',
        AUTHORITIES[rule.authority] ?? rule.authority, CERTAINTIES[rule.certainty] ?? rule.certainty,
      ],
      text: [rule.because, ...(rule.against ? [`But: ${rule.against}`] : [])],
      parts: [
        when(rule.when),
        { heading: 'Advises', lines: rule.advises.map(({ action, modality, text }) => ({ text: `${MODALITIES[modality]}: ${text}`, to: { kind: 'action', id: action } })) },
        { heading: 'Sets aside', lines: names(rule.overrides).map((id) => ruleLine(book, id)) },
        { heading: 'Rests on', lines: rule.sources.map(({ id, citation }) => ({ text: citation, to: { kind: 'source', id } })) },
      ],
    })),
    fact: book.facts.map((fact) => entry('fact', fact.id, fact.label, {
      gist: [...(fact.safety ? ['matters for safety'] : []), fact.id],
      text: [fact.ask, ...[fact.why, fact.note].filter((text) => text !== null)],
      parts: [{ heading: 'Answers', lines: fact.options.map(({ label, note }) => ({ text: note ? `${label} (${note})` : label })) }],
    })),
    action: book.actions.map((action) => entry('action', action.action, action.text, {
      gist: [book.wording.moments[MOMENTS.indexOf(action.moment)] ?? action.moment],
      text: [],
      parts: [
        when(action.when ?? []),
        { heading: 'Not together with', lines: action.contradicts.map((id) => ({ text: book.actions.find(({ action }) => action === id)?.text ?? id, to: { kind: 'action', id } })) },
      ],
    })),
    safeguard: book.safeguards.map((safeguard) => entry('safeguard', safeguard.safeguard, safeguard.because, {
      gist: safeguard.stances.length > 0 ? [`always: ${listed(safeguard.stances.map((stance) => STANCES[stance]), 'or')}`] : ['about advice'],
      text: [],
      parts: [
        when(safeguard.when),
        ...([['Advises', safeguard.advises], ['Advises one of', safeguard.advises_one_of], ['Never advises', safeguard.never_advises]] as const).map(
          ([heading, list]) => ({ heading, lines: list.map((advice) => adviceLine(book, advice)) }),
        ),
      ],
    })),
    term: book.terms.map((term) => entry('term', term.term, term.term.replaceAll('_', ' '), { gist: [], text: [], parts: [when(term.when)] })),
    source: book.sources.map((source) => entry('source', source.source, source.citation, {
      gist: [source.kind.replaceAll('_', ' '), ...(source.sample ? [source.sample] : [])],
      text: [...(source.found ? [source.found] : []), ...(source.limits ? [`Limits: ${source.limits}`] : [])],
      parts: [],
      address: source.doi ? `https://doi.org/${source.doi}` : (source.url ?? undefined),
    })),
  };
  link(entries);
  return entries;
}

type Content = Pick<Entry, 'gist' | 'text' | 'parts' | 'address'>;

function entry(kind: Kind, id: string, title: string, content: Omit<Content, 'address'> & Partial<Content>): Entry {
  const parts = content.parts.filter(({ lines }) => lines.length > 0);
  const said = [id, title, ...content.gist, ...content.text, ...parts.flatMap(({ lines }) => lines.map(({ text }) => text))];
  return { kind, id, title, ...content, parts, usedBy: [], all: said.join(' ').toLowerCase() };
}

function when(lines: readonly ConditionLine[]): Part {
  return {
    heading: 'When',
    lines: lines.map(({ text, depth, fact, term }) => ({ text, depth, to: term ? { kind: 'term', id: term } : fact ? { kind: 'fact', id: fact } : undefined })),
  };
}

function names(list: unknown): string[] {
  return Array.isArray(list) ? list.filter((name) => typeof name === 'string') : [];
}

function ruleLine(book: Handbook, id: string): Line {
  return { text: book.rules.find(({ rule }) => rule === id)?.title ?? id, to: { kind: 'rule', id } };
}

/** Advice that a safeguard expects: an action, or a pattern. */
function adviceLine(book: Handbook, advice: unknown): Line {
  const id = typeof advice === 'string' ? advice : (advice as { action?: string }).action;
  const text = id && book.actions.find(({ action }) => action === id)?.text;
  if (id && text) return { text, to: { kind: 'action', id } };
  return { text: Object.values(advice as object).join(', ').replaceAll('_', ' ') };
}

/** Tells each entry what uses it. */
function link(entries: Entries): void {
  const by = new Map(Object.values(entries).flat().map((entry) => [`${entry.kind}/${entry.id}`, entry]));
  for (const entry of by.values()) {
    for (const { to } of entry.parts.flatMap(({ lines }) => lines)) {
      const used = to && by.get(`${to.kind}/${to.id}`);
      if (used && !used.usedBy.some(({ kind, id }) => kind === entry.kind && id === entry.id)) used.usedBy.push({ kind: entry.kind, id: entry.id });
    }
  }
}
