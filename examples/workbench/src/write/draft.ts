import type { Check, Comparison, Document } from 'demeanor';
import { useEffect, useRef, useState } from 'preact/hooks';
import { rules } from '../engine/client';
import { STARTER } from './beginnings';
import type { Schema } from './complete';

const KEPT = 'demeanor.draft';
/** So long after the last key a draft is looked at. */
const PAUSE = 300;

/** What is known of a draft; of the text as it was when it was looked at last. */
export interface Looked {
  document: Document;
  check: Check;
  changes: Changes | undefined;
}

/** What a draft changes, and from what. */
export type Changes = Comparison & { from: string; texts: Record<string, string> };

export interface Draft {
  name: string;
  text: string;
  /** What the draft was begun from, where that was a document. */
  opened: Document | undefined;
  /** Is it compared with that, and not with the rules that ship? */
  sinceOpened: boolean;
  looked: Looked | undefined;
  busy: boolean;
  problem: string | undefined;
  schema(): Schema | undefined;
  changed(text: string): void;
  rename(name: string): void;
  /** Begins anew from a document. */
  begin(from: Document): void;
  compareSinceOpened(since: boolean): void;
}

interface Kept extends Document {
  opened?: Document;
}

/** A draft that is kept in this browser, and looked at whenever one stops typing. */
export function useDraft(): Draft {
  const [{ name, text, opened }, setDraft] = useState<Kept>(kept);
  const [sinceOpened, setSinceOpened] = useState(false);
  const [looked, setLooked] = useState<Looked>();
  const [busy, setBusy] = useState(true);
  const [problem, setProblem] = useState<string>();
  const schema = useRef<Schema | undefined>(undefined);
  const latest = useRef('');

  useEffect(() => {
    latest.current = text;
    try {
      localStorage.setItem(KEPT, JSON.stringify({ name, text, opened }));
    } catch {
      setProblem('This browser keeps nothing for this page: download the document before you close it.');
    }
    setBusy(true);
    const timer = setTimeout(async () => {
      const document = { name, text };
      const isLatest = () => latest.current === text;
      try {
        const check = await rules.ask('check', document);
        if (!isLatest()) return;
        setLooked((before) => ({ document, check, changes: check.edition ? before?.changes : undefined }));
        schema.current = (await rules.ask('schema', document)) as Schema;
        const before = sinceOpened ? opened : undefined;
        const from = before ? `${before.name} as it was opened` : 'the rules that ship';
        const changes = check.edition && isLatest() ? await rules.ask('compare', document, before) : undefined;
        if (!isLatest()) return;
        setLooked({ document, check, changes: changes && { ...changes, from } });
        setBusy(false);
      } catch (error) {
        setProblem(String(error));
        setBusy(false);
      }
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [name, text, sinceOpened, opened]);

  return {
    name,
    text,
    opened,
    sinceOpened: sinceOpened && opened !== undefined,
    looked,
    busy,
    problem,
    schema: () => schema.current,
    changed: (next) => setDraft((draft) => ({ ...draft, text: next })),
    rename: (next) => setDraft((draft) => ({ ...draft, name: next })),
    begin: (from) => setDraft({ ...from, opened: from }),
    compareSinceOpened: setSinceOpened,
  };
}

function kept(): Kept {
  try {
    const draft = JSON.parse(localStorage.getItem(KEPT) ?? 'null');
    if (typeof draft?.text === 'string' && typeof draft.name === 'string') return draft;
  } catch {
    // What cannot be read is begun anew.
  }
  return { ...STARTER, opened: STARTER };
}
