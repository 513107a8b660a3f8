import { MODALITIES, shareInWords, STANCES } from '../parts/words';
import type { Looked } from './draft';
import { counted, stricter, verdict } from './results';

/** What a board reads before it decides: whether the rules can be used, what they change and where, cases, and room to sign. */
export function papers(looked: Looked): string {
  const { check, document } = looked;
  const layers = check.edition?.layers ?? [];
  return [
    `# Rules for a decision: ${plain(check.edition?.title ?? document.name)}`,
    verdict(looked),
    list(layers.map(({ title, version }) => `${plain(title)}, version ${version}`)),
    ...changes(looked),
    ...cases(looked),
    ...found(looked),
    '## Decision',
    '| name | role | decision | date |\n|---|---|---|---|\n|  |  |  |  |\n|  |  |  |  |',
    'It supports clinical judgement and does not replace it.',
  ].join('\n\n') + '\n';
}

function changes({ comparison: compared }: Looked): string[] {
  if (!compared) return ['## What changes', 'This could not be worked out.'];
  const { comparison, words } = compared;
  const { stances, advice, unknown, differences, undecided } = comparison;
  const stance = stances.map(({ from, to, share, more }, index) => [
    `${stricter(from, to) ? 'stricter' : 'looser'}: ${STANCES[to]}, was ${STANCES[from]}`, shareInWords(share), places(words.stances[index]!, more),
  ]);
  const other = advice.map(({ action, from, to, share, more }, index) => [
    `\`${action}\`: ${advised(to)}, was ${advised(from)}`, shareInWords(share), places(words.advice[index] ?? [], more),
  ]);
  return [
    '## What changes',
    stances.length + advice.length + unknown.length + undecided.length === 0 ? 'No situation is answered otherwise than by the rules that ship.' : '',
    table(['stance', 'share of situations', 'where'], stance),
    table(['advice under the same stance', 'share of situations', 'where'], other),
    unknown.length > 0 ? `${counted(unknown.length, 'change')} of the stance only while something is not known.` : '',
    table(['level', 'by name'], differences.map(({ level, kind, id, what, before, after }) => [
      level, plain(`${kind} \`${id}\`: ${what}${said('was:', before)}${said('is:', after)}`),
    ])),
    list(undecided.map((text) => `Undecided: ${plain(text)}`)),
  ].filter(Boolean);
}

/** What was said, or is said now, where both are to be read. */
function said(label: string, text: string | null): string {
  return text ? `; ${label} "${text}"` : '';
}

function cases({ check }: Looked): string[] {
  const all = check.cases ?? [];
  const entries = all.map(({ title, unmet }) => `${unmet.length > 0 ? 'Not met' : 'Met'}: ${plain([title, ...unmet].join('; '))}`);
  return ['## Cases', all.length > 0 ? list(entries) : 'There are no cases yet.'];
}

function found({ check }: Looked): string[] {
  const texts = [...check.diagnostics, ...(check.findings ?? []), ...(check.notes ?? [])].map(({ message }) => plain(message));
  return texts.length > 0 ? ['## Found over all situations', list(texts)] : [];
}

function advised(modality: keyof typeof MODALITIES | null): string {
  return modality ? MODALITIES[modality].toLowerCase() : 'not advised';
}

function places(words: readonly string[], more: boolean): string {
  return [...words, ...(more ? ['and elsewhere'] : [])].map(plain).join('<br>');
}

function list(entries: readonly string[]): string {
  return entries.map((entry) => `- ${entry}`).join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Text in which nothing steers Markdown, but for names between back quotes. */
function plain(text: string): string {
  const pieces = text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').split('`');
  return pieces.map((piece, index) => (index % 2 === 1 ? piece : piece.replaceAll(/[*_[\]<>#\\](?!\|)/g, '\\$&'))).join('`');
}
