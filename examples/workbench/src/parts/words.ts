import type { Advice, Fact, FactValue, Stance, Wording } from 'demeanor/answer';

/** Stances, laxest first, as they are called in a sentence. */
export const STANCES: Record<Stance, string> = {
  welcome: 'let it show',
  allow: 'fine as it is',
  moderate: 'keep it brief',
  refrain: 'hold back',
  pause: 'pause',
};

export const STANCE_IDS = Object.keys(STANCES) as Stance[];

export const MODALITIES: Record<Advice['modality'], string> = {
  must: 'Must',
  must_not: 'Must not',
  should: 'Should',
  should_not: 'Better not',
  may: 'May',
};

/** Moments in order of time; their headings are the guideline's. */
export const MOMENTS = [
  'before_session', 'in_the_moment', 'before_session_ends', 'after_session', 'before_next_session',
] as const;

/** How certain evidence is, in the words of a reader. */
export const CERTAINTIES: Record<string, string> = {
  high: 'strong evidence',
  moderate: 'fair evidence',
  low: 'weak evidence',
  very_low: 'very weak evidence',
  not_applicable: 'not a question of evidence',
};

export const AUTHORITIES: Record<string, string> = {
  law: 'law',
  ethics_code: 'ethics code',
  clinic_policy: 'clinic policy',
  guidance: 'guidance',
};

/** Stances in a row: "fine as it is or hold back". */
export function stancesInWords(stances: readonly Stance[]): string {
  return listed(stances.map((stance) => STANCES[stance]), 'or');
}

/** Words in a row: "one, two or three". */
export function listed(words: readonly string[], last: 'and' | 'or'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words[words.length - 1]}`;
}

/** A value as a person says it. */
export function inWords(fact: Fact | undefined, value: FactValue, wording: Wording): string {
  const label = (id: string) => fact?.options.find((option) => option.id === id)?.label ?? id;
  if (typeof value === 'boolean') return value ? wording.yes : wording.no;
  if (typeof value === 'number') {
    const unit = value === 1 ? fact?.range?.unit_one : fact?.range?.unit;
    return unit ? `${value} ${unit}` : String(value);
  }
  if (typeof value === 'string') return label(value);
  return value.length === 0 ? 'none of these' : listed(value.map(label), 'and');
}

/** A share, which comes in parts of a billion. */
export function shareInWords(share: number): string {
  const percent = share / 1e7;
  if (percent >= 10) return `${Math.round(percent)}%`;
  return percent >= 0.01 ? `${Number(percent.toPrecision(2))}%` : 'less than 0.01%';
}
