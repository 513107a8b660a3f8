import type { Diagnostic } from './generated/diagnostics.js';
import type { Edition, FactValue, Guidance, Presumed } from './generated/guidance.js';
import type { Engine, Home } from './engine.js';
import type { DecidedBy, Document, Fact, InterviewQuestion, Part, WouldChange } from './shapes.js';

/** What is known of a situation: facts by dotted id or in groups; null, or left out, is not known. */
export type Facts = { readonly [fact: string]: FactValue | null | Facts };

/** How much of the reasoning a text shows. */
export type Detail = 'short' | 'why' | 'full';

const disposeOf: typeof Symbol.dispose = Symbol.dispose ?? Symbol.for('Symbol.dispose');

/** A guideline that nobody holds any more is let go in the engine as well. */
const unheld = new FinalizationRegistry<{ engine: Engine; guideline: number }>(({ engine, guideline }) =>
  letGo(engine, guideline),
);

function letGo(engine: Engine, guideline: number): void {
  if (!engine.hasStopped) engine.ask('drop', { guideline });
}

/** Rules ready to be asked about situations. */
export class Guideline {
  /** @internal */
  protected static home: Home;
  private known: About | undefined;

  /** @internal */
  protected constructor(
    private readonly engine: Engine,
    private readonly guideline: number,
    /** What should be looked at in the documents, though nothing is wrong with them. */
    readonly warnings: readonly Diagnostic[],
  ) {
    unheld.register(this, { engine, guideline }, this);
  }

  /** The guideline that ships. */
  static async standard(): Promise<Guideline> {
    const engine = await this.home.engine();
    return new Guideline(engine, engine.ask('standard'), []);
  }

  /**
   * A guideline of all the documents of all its layers, in any order. For rules laid over those that ship, add them to
   * `await Guideline.standardDocuments()`. Every safeguard is proved.
   *
   * @throws {Rejected} with everything that is wrong.
   */
  static async build(documents: readonly Document[]): Promise<Guideline> {
    const engine = await this.home.engine();
    const built = engine.ask<{ guideline: number; warnings: Diagnostic[] }>('build', { documents });
    return new Guideline(engine, built.guideline, built.warnings);
  }

  /** The documents that ship. */
  static async standardDocuments(): Promise<Document[]> {
    return (await this.home.engine()).ask('standard_documents');
  }

  /** The same guideline on a day (2026-01-31), so that guidance says whether it is in effect and its review is due. */
  asOf(day: string): Guideline {
    return new Guideline(this.engine, this.ask('as_of', { day }), this.warnings);
  }

  /** Everything that can be known of a situation, in order. */
  get facts(): readonly Fact[] {
    return this.about.facts;
  }

  /** Which guideline this is: its layers, their state, the words it speaks in. */
  get edition(): Edition {
    return this.about.edition;
  }

  /** SHA-256 over the content of all layers, approvals apart. */
  get digest(): string {
    return this.about.digest;
  }

  /**
   * A situation of which some facts are known.
   *
   * @throws {Rejected} for facts and values that there are not, and combinations that cannot be.
   */
  situation(facts: Facts = {}): Situation {
    return new Situation(this, this.ask<{ facts: KnownFacts }>('situation', { facts }).facts, undefined);
  }

  /** An interview: from its beginning, taking what is usual to be so; or from a state that was kept. */
  interview(state: InterviewState = { facts: {}, presuming: true }): Interview {
    return new Interview(this, state);
  }

  /** The stance of each situation, in one go; null for one that cannot be. Nothing is presumed unless that is asked for. */
  stances(situations: readonly Facts[], { presuming = false } = {}): (Guidance['stance'] | null)[] {
    return this.ask('stances', { situations, presuming });
  }

  /** Lets it go now. Whatever was made from it is of no more use. */
  free(): void {
    unheld.unregister(this);
    letGo(this.engine, this.guideline);
  }

  /** @internal */
  [disposeOf](): void {
    this.free();
  }

  /** @internal */
  ask<T>(what: string, request: object = {}): T {
    return this.engine.ask(what, { guideline: this.guideline, ...request });
  }

  /** @internal */
  text(what: string, request: object = {}): string {
    return this.engine.text(what, { guideline: this.guideline, ...request });
  }

  private get about(): About {
    return (this.known ??= this.ask<About>('about'));
  }
}

interface About {
  digest: string;
  edition: Edition;
  facts: Fact[];
  engine: string;
}

/** Known facts by id. */
export type KnownFacts = Readonly<Record<string, FactValue>>;

/** What is known of a situation, within the vocabulary of a guideline. It never changes. */
export class Situation {
  /** @internal */
  constructor(
    readonly guideline: Guideline,
    /** What is known, by id. */
    readonly facts: KnownFacts,
    /** Where what is usual is taken to be so: the facts that were struck out of that. */
    readonly struck: readonly string[] | undefined,
  ) {}

  /**
   * The same situation with what is usual taken to be so: guidance lists what was, as `presumed`, with what would come of
   * each other answer. Giving null for a fact strikes it out.
   */
  presuming(): Situation {
    return this.struck ? this : new Situation(this.guideline, this.facts, []);
  }

  /**
   * The same situation with one fact given, or not known (null).
   *
   * @throws {Rejected} as `Guideline.situation` does.
   */
  with(fact: string, value: FactValue | null): Situation {
    const { facts } = this.guideline.situation({ ...this.facts, [fact]: value });
    const others = this.struck?.filter((struck) => struck !== fact);
    return new Situation(this.guideline, facts, others && (value === null ? [...others, fact] : others));
  }

  /** What the guideline says of it, and why. */
  guidance(): Guidance {
    return this.guideline.ask('guidance', this.request);
  }

  /** The same as JSON text: to the byte what the Rust library writes. */
  guidanceJson(): string {
    return this.guideline.text('guidance', this.request);
  }

  /** The guidance as text for a person. */
  report(detail: Detail = 'short'): string {
    return this.guideline.ask('report', { ...this.request, detail });
  }

  /** The smallest sets of known facts that alone lead to the stance; null where that takes too long. */
  decidedBy(): DecidedBy | null {
    return this.guideline.ask('decided_by', this.request);
  }

  /** What would lead to another stance; null where that takes too long. */
  whatWouldChange(): WouldChange[] | null {
    return this.guideline.ask('what_would_change', this.request);
  }

  /** @internal */
  private get request(): object {
    return { facts: this.facts, presuming: this.struck !== undefined, struck: this.struck ?? [] };
  }
}

/** What was known before an interview, and what was said in it, in order. Plain data, to be kept anywhere. */
export interface InterviewState {
  readonly facts: Facts;
  /** Is what is usual taken to be so? */
  readonly presuming?: boolean;
  /** The facts of which nothing is presumed. */
  readonly struck?: readonly string[];
  /** The facts that are not asked for again. */
  readonly skipped?: readonly string[];
  readonly steps?: readonly InterviewStep[];
}

/** An interview as it is kept: what was said in it is known, struck or skipped. */
export type SavedInterview = Required<Omit<InterviewState, 'steps'>>;

/** An answer, null where it is not known; or a question passed over. */
export type InterviewStep =
  | { readonly fact: string; readonly value: FactValue | null }
  | { readonly fact: string; readonly skip: true };

/** Where an interview stands. */
interface Stand {
  question: InterviewQuestion | null;
  part: Part;
  settled: boolean;
  presumed: Presumed[];
  facts: KnownFacts;
  guidance: Guidance;
  saved: SavedInterview;
}

/** What else is worth knowing. */
interface Left {
  apart: InterviewQuestion[];
  remaining: number;
}

/** An interview: what matters most is asked first. Each step gives a new one; the old one stays as it is. */
export class Interview {
  private readonly stand: Stand;
  private known: Left | undefined;

  /** @internal */
  constructor(
    readonly guideline: Guideline,
    readonly state: InterviewState,
  ) {
    this.stand = guideline.ask('interview', state);
  }

  /** The best question that can be asked now; null once nothing is left to ask. */
  get question(): InterviewQuestion | null {
    return this.stand.question;
  }

  /** Where it is: with what opens it, what bears on safety, what tells most, what is to be done; or at its end. */
  get part(): Part {
    return this.stand.part;
  }

  /** Is the stance settled, so that the questions that are left only decide what to do? */
  get settled(): boolean {
    return this.stand.settled;
  }

  /**
   * What was presumed and could change the stance, that first of which another answer leaves the strictest, for one last
   * look. What is otherwise is answered; what is not known is answered with null, and then asked.
   */
  get presumed(): readonly Presumed[] {
    return this.stand.presumed;
  }

  /** A question about any fact, asked or not: to correct what was given or presumed. Null where there is no such fact. */
  questionAbout(fact: string): InterviewQuestion | null {
    return this.guideline.ask('question_about', { ...this.state, fact });
  }

  /** What is worth knowing, and had better not be asked now. It takes longer to work out than the question does. */
  get apart(): readonly InterviewQuestion[] {
    return this.left.apart;
  }

  /** How many questions can still come at most. It takes longer to work out than the question does. */
  get remaining(): number {
    return this.left.remaining;
  }

  /** The guidance for what is known so far. */
  get guidance(): Guidance {
    return this.stand.guidance;
  }

  /** What is known so far. */
  get situation(): Situation {
    const { presuming, struck } = this.stand.saved;
    return new Situation(this.guideline, this.stand.facts, presuming ? struck : undefined);
  }

  /** All of it as it is kept, to be gone on with: `Guideline.interview` takes it, and so does the Rust library. */
  get saved(): SavedInterview {
    return this.stand.saved;
  }

  /**
   * Takes an answer, to the question or to any fact; null says that it is not known, and strikes out what was presumed.
   *
   * @throws {Rejected} for an answer that there is not.
   */
  answer(fact: string, value: FactValue | null): Interview {
    return this.step({ fact, value });
  }

  /** Goes on without an answer. */
  skip(fact: string): Interview {
    return this.step({ fact, skip: true });
  }

  /** Takes the last answer or skip back. */
  back(): Interview {
    return new Interview(this.guideline, { ...this.state, steps: (this.state.steps ?? []).slice(0, -1) });
  }

  private get left(): Left {
    return (this.known ??= this.guideline.ask<Left>('left', this.state));
  }

  private step(step: InterviewStep): Interview {
    return new Interview(this.guideline, { ...this.state, steps: [...(this.state.steps ?? []), step] });
  }
}
