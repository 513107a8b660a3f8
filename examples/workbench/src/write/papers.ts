import { MODALITIES, shareInWords, STANCES } from '../parts/words';
import type { Changes, Looked } from './draft';
import { counted, shortened, stricter, verdict } from './results';

const SHEET = `body { font: 11pt/1.45 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; margin: 0.75rem 0; } th, td { border: 1px solid #999; padding: 0.3rem 0.5rem; text-align: start; vertical-align: top; }
tr, li { break-inside: avoid; } h2, h3 { break-after: avoid; } .room td { height: 2.5rem; } .appendix { break-before: page; font-size: 9pt; }`;

/** A change as the papers have it: what it is, in how many situations, and where. */
interface Entry {
  what: string;
  share: string;
  places: readonly string[];
}

/** What a board reads before it decides, as a page of its own: can the rules be used, what they change and where, cases, room to sign. */
export function papers(looked: Looked): string {
  const { check, document, changes } = looked;
  const title = `Rules for a decision: ${check.edition?.title ?? document.name}`;
  const [stances, advice] = changes ? [stanceEntries(changes), adviceEntries(changes)] : [[], []];
  return [
    `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>${plain(title)}</title><style>${SHEET}</style></head><body><main>`,
    `<h1>${plain(title)}</h1>`,
    `<p>${plain(verdict(looked))}</p>`,
    list((check.edition?.layers ?? []).map(({ title, version }) => `${title}, version ${version}`)),
    '<h2>What changes</h2>',
    ...(changes ? changed(changes, stances, advice) : ['<p>This could not be worked out.</p>']),
    ...cases(looked),
    ...found(looked),
    '<h2>Decision</h2>',
    `<table class="room">${row('th', ['name', 'role', 'decision', 'date'])}${row('td', ['', '', '', '']).repeat(2)}</table>`,
    '<p>It supports clinical judgement and does not replace it.</p>',
    ...appendix([...stances, ...advice]),
    '</main></body></html>',
  ].filter(Boolean).join('\n') + '\n';
}

function stanceEntries({ comparison, words }: Changes): Entry[] {
  return comparison.stances.map(({ from, to, share, more }, index) => ({
    what: `${stricter(from, to) ? 'Stricter' : 'Looser'}: ${STANCES[to]}, was ${STANCES[from]}`,
    share: shareInWords(share),
    places: places(words.stances[index], more),
  }));
}

function adviceEntries({ comparison, words, texts }: Changes): Entry[] {
  return comparison.advice.map(({ action, from, to, share, more }, index) => ({
    what: `${advised(to)}, was ${advised(from)}: ${texts[action] ?? action}`,
    share: shareInWords(share),
    places: places(words.advice[index], more),
  }));
}

function changed({ comparison, from }: Changes, stances: Entry[], advice: Entry[]): string[] {
  const { unknown, undecided, differences } = comparison;
  const nothing = stances.length + advice.length + unknown.length + undecided.length === 0;
  return [
    nothing ? `<p>No situation is answered otherwise than by ${plain(from)}.</p>` : `<p>Compared with ${plain(from)}:</p>`,
    table(['stance', 'share of situations', 'for example where'], stances.map(inShort)),
    table(['advice under the same stance', 'share of situations', 'for example where'], advice.map(inShort)),
    unknown.length > 0 ? `<p>${counted(unknown.length, 'change')} of the stance only while something is not known.</p>` : '',
    table(['level', 'by name'], differences.map(({ level, kind, id, what, before, after }) => [
      level, `${kind} \`${id}\`: ${what}${said('was:', before)}${said('is:', after)}`,
    ])),
    list(undecided.map((text) => `Undecided: ${text}`)),
  ];
}

function inShort({ what, share, places }: Entry): string[] {
  const [first = ''] = places;
  return [what, share, shortened(first) ?? first];
}

/** Every place in full: long, so it stands at the end. */
function appendix(entries: readonly Entry[]): string[] {
  if (entries.length === 0) return [];
  return ['<section class="appendix"><h2>Every place in full</h2>', ...entries.map(({ what, places }) => `<h3>${plain(what)}</h3>${list(places)}`), '</section>'];
}

/** What was said, or is said now, where both are to be read. */
function said(label: string, text: string | null): string {
  return text ? `; ${label} "${text}"` : '';
}

function cases({ check }: Looked): string[] {
  const entries = (check.cases ?? []).map(({ title, unmet }) => `${unmet.length > 0 ? 'Not met' : 'Met'}: ${[title, ...unmet].join('; ')}`);
  return ['<h2>Cases</h2>', entries.length > 0 ? list(entries) : '<p>There are no cases yet.</p>'];
}

function found({ check }: Looked): string[] {
  const texts = [...check.diagnostics, ...(check.findings ?? []), ...(check.notes ?? [])].map(({ message }) => message);
  return texts.length > 0 ? ['<h2>Found over all situations</h2>', list(texts)] : [];
}

function advised(modality: keyof typeof MODALITIES | null): string {
  return modality ? MODALITIES[modality].toLowerCase() : 'not advised';
}

function places(words: readonly string[] = [], more: boolean): string[] {
  return more ? [...words, 'and elsewhere'] : [...words];
}

function list(entries: readonly string[]): string {
  return entries.length > 0 ? `<ul>${entries.map((entry) => `<li>${plain(entry)}</li>`).join('')}</ul>` : '';
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return rows.length > 0 ? `<table>${row('th', head)}${rows.map((cells) => row('td', cells)).join('')}</table>` : '';
}

function row(kind: 'th' | 'td', cells: readonly string[]): string {
  return `<tr>${cells.map((cell) => `<${kind}>${plain(cell)}</${kind}>`).join('')}</tr>`;
}

/** Text as HTML; names stand between back quotes. */
function plain(text: string): string {
  const safe = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return safe.split('`').map((piece, index) => (index % 2 === 1 ? `<code>${piece}</code>` : piece)).join('');
}
