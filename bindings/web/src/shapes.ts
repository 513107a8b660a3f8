import type { Diagnostic } from './generated/diagnostics.js';
import type {
  Advice, Authority, Certainty, Citation, Edition, FactValue, Question, Stance, Strength, Wording,
} from './generated/guidance.js';

export type Modality = Advice['modality'];
export type Moment = Advice['moment'];

/** A rule-set document: its name stands in diagnostics. */
export interface Document {
  readonly name: string;
  readonly text: string;
}

/** Something that can be known of a situation. */
export interface Fact {
  id: string;
  kind: 'choice' | 'scale' | 'several' | 'flag' | 'count';
  /** The question put to a clinician. */
  ask: string;
  /** A short name for prose. */
  label: string;
  /** Of a choice, a scale or several. */
  options: {
    id: string; label: string;
    /** Of one that a layer adds to a fact below: the option that the layers below read it as. */
    like: string | null;
    note: string | null; formerly: string[];
  }[];
  /** Of a count. */
  range: { min: number; max: number | null; unit: string | null; unit_one: string | null } | null;
  why: string | null;
  note: string | null;
  changeable: boolean;
  askable: string;
  safety: boolean;
  stricter: string | null;
  formerly: string[];
}

/** Where an interview is: `presumed` once nothing is left to ask. */
export type Part = 'opening' | 'safety' | 'telling' | 'advice' | 'presumed';

/** A question of an interview, with all that it takes to put it. */
export interface InterviewQuestion extends Question {
  label: string;
  /** How the group of the fact is called. */
  group: string;
  kind: Fact['kind'];
  part: Exclude<Part, 'presumed'>;
  why: string | null;
  note: string | null;
  /** Of a question about the advice alone: the actions that its answer decides, by id. */
  actions: string[];
  options: Fact['options'];
  range: Fact['range'];
}

/** A part of all situations, in parts of a billion. */
export type Share = number;

export interface DecidedBy {
  sets: string[][];
  more: boolean;
  irrelevant: string[];
}

export interface WouldChange {
  stance: Stance;
  changes: { facts: { fact: string; label: string; now: FactValue; to: unknown; words: string }[] }[];
  more: boolean;
}

/** What a check came to. All but diagnostics is null where the documents are too faulty to be a guideline. */
export interface Check {
  /** Is there nothing wrong, and every safeguard proved? */
  proved: boolean;
  diagnostics: Diagnostic[];
  cases: CaseRun[] | null;
  findings: Finding[] | null;
  notes: Finding[] | null;
  coverage: object | null;
  edition: Edition | null;
}

export interface CaseRun {
  case: string;
  title: string;
  because: string | null;
  situation: Record<string, FactValue>;
  stance: Stance;
  headline: string;
  /** Each expectation that is not met; none where the case passes. */
  unmet: string[];
}

export interface Finding {
  code: string;
  level: 'note' | 'warning';
  message: string;
  rules: string[];
  about: string[];
  /** The ids of the layers of which it is, lowest first. */
  layers: string[];
  share: Share | null;
  /** A situation of fewest facts that shows it. */
  witness: Record<string, FactValue> | null;
  /** Why its layer leaves it as it is, where it says so. */
  acknowledged: string | null;
}

export interface Region {
  when: { fact: string; label: string; values: unknown; words: string }[];
  share: Share;
  example: Record<string, FactValue>;
}

/** What changes from one guideline to another; `words` has each region of the two lists in words. */
export interface Comparison {
  comparison: {
    level: 'patch' | 'minor' | 'major' | null;
    undecided: string[];
    stances: { from: Stance; to: Stance; share: Share; regions: Region[]; more: boolean }[];
    advice: {
      action: string; from: Modality | null; to: Modality | null; share: Share; regions: Region[]; more: boolean;
    }[];
    unknown: { from: Stance; to: Stance; example: Record<string, FactValue> }[];
    ruled_out: Region | null;
    let_in: Region | null;
    differences: { level: string; kind: string; id: string; what: string; before: string | null; after: string | null }[];
  };
  words: { stances: string[][]; advice: string[][] };
}

/** A condition, line by line. */
export interface ConditionLine {
  depth: number;
  text: string;
  fact: string | null;
  term: string | null;
}

export interface RuleCard {
  rule: string;
  title: string;
  layer: string;
  when: ConditionLine[];
  permits: Stance | null;
  at_least: Stance | null;
  advises: { action: string; moment: Moment; modality: Modality; text: string }[];
  because: string;
  against: string | null;
  overrides: unknown;
  authority: Authority;
  strength: Strength;
  certainty: Certainty;
  sources: Citation[];
}

export interface SafeguardCard {
  safeguard: string;
  layer: string;
  when: ConditionLine[];
  of_stances: Stance[];
  stances: Stance[];
  advises: unknown[];
  advises_one_of: unknown[];
  never_advises: unknown[];
  because: string;
}

export interface SourceCard {
  source: string;
  citation: string;
  kind: string;
  doi: string | null;
  url: string | null;
  sample: string | null;
  found: string | null;
  limits: string | null;
}

/** Everything that a guideline holds, for readers. */
export interface Handbook {
  layers: object[];
  facts: Fact[];
  terms: { term: string; when: ConditionLine[] }[];
  actions: { action: string; moment: Moment; text: string; when: ConditionLine[] | null; contradicts: string[] }[];
  rules: RuleCard[];
  safeguards: SafeguardCard[];
  impossible: { layer: string; when: ConditionLine[]; because: string }[];
  sources: SourceCard[];
  otherwise: { stance: Stance; because: string };
  while_unknown: { stance: Stance; because: string } | null;
  wording: Wording;
}

/** JSON Schemas of rule sets and of situations. */
export interface Schemas {
  rule_set: object;
  situation: object;
}
