import type { Check, Comparison, Document } from 'demeanor';
import { useEffect, useRef, useState } from 'preact/hooks';
import { rules } from '../engine/client';
import starter from '../../../demeanor/src/starter.json?raw';
import type { Schema } from './complete';

const KEPT = 'demeanor.draft';
/** So long after the last key a draft is looked at. */
const PAUSE = 300;

/** What is known of a draft; of the text as it was when it was looked at last. */
export interface Looked {
  document: Document;
  check: Check;
  comparison: Comparison | undefined;
}

export interface Draft {
  name: string;
  text: string;
  looked: Looked | undefined;
  busy: boolean;
  problem: string | undefined;
  schema(): Schema | undefined;
  changed(text: string): void;
  rename(name: string): void;
}

export const STARTER = { name: 'your-clinic.json', text: starter };

/** A draft that is kept in this browser, and looked at whenever one stops typing. */
export function useDraft(): Draft {
  const [{ name, text }, setDraft] = useState<Document>(kept);
  const [looked, setLooked] = useState<Looked>();
  const [busy, setBusy] = useState(true);
  const [problem, setProblem] = useState<string>();
  const schema = useRef<Schema | undefined>(undefined);
  const latest = useRef('');

  useEffect(() => {
    latest.current = text;
    try {
      localStorage.setItem(KEPT, JSON.stringify({ name, text }));
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
        setLooked((before) => ({ document, check, comparison: check.edition ? before?.comparison : undefined }));
        schema.current = (await rules.ask('schema', document)) as Schema;
        const comparison = check.edition && isLatest() ? await rules.ask('compare', document) : undefined;
        if (!isLatest()) return;
        setLooked({ document, check, comparison });
        setBusy(false);
      } catch (error) {
        setProblem(String(error));
        setBusy(false);
      }
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [name, text]);

  return {
    name,
    text,
    looked,
    busy,
    problem,
    schema: () => schema.current,
    changed: (next) => setDraft((draft) => ({ ...draft, text: next })),
    rename: (next) => setDraft((draft) => ({ ...draft, name: next })),
  };
}

function kept(): Document {
  try {
    const draft = JSON.parse(localStorage.getItem(KEPT) ?? 'null');
    if (typeof draft?.text === 'string' && typeof draft.name === 'string') return draft;
  } catch {
    // What cannot be read is begun anew.
  }
  return STARTER;
}
