import type { Handbook } from 'demeanor';
import { useEffect, useMemo, useState } from 'preact/hooks';
import '../style/read.css';
import { rules } from '../engine/client';
import { entriesOf, type Entry, KINDS, type Kind } from './entries';
import { EntryCard } from './entry';
import { Maps } from './maps';

/** So many entries stand on the page at first; the others come when asked for. */
const FEW = 40;

/** The handbook: everything the guideline holds, each linked to what it uses and what uses it. */
export function ReadPage() {
  const [book, setBook] = useState<Handbook>();
  const [problem, setProblem] = useState('');
  const [sought, setSought] = useState('');
  const [[kind, id], setPlace] = useState(placeOf);
  const [all, setAll] = useState(false);
  useEffect(() => {
    rules.ask('handbook').then(setBook, (error) => setProblem(String(error)));
    const follow = () => {
      if (location.hash.startsWith('#read')) setPlace(placeOf());
    };
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const entries = useMemo(() => (book ? entriesOf(book) : undefined), [book]);
  useEffect(() => {
    if (!id || !entries) return;
    const card = document.getElementById(`${kind}/${id}`);
    card?.scrollIntoView();
    card?.focus({ preventScroll: true });
  }, [kind, id, entries]);
  if (problem) return <p role="alert">{problem}</p>;
  if (!book || !entries) return <p class="starting">Opening the handbook …</p>;

  const words = sought.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = (entry: Entry) => words.every((word) => entry.all.includes(word));
  const found = KINDS.map(([kind]) => entries[kind].filter(matches).length);
  const open = kind === 'maps' ? [] : entries[kind].filter((entry) => matches(entry) || entry.id === id);
  const isNamed = ({ title }: Entry) => words.length > 0 && words.every((word) => title.toLowerCase().includes(word));
  open.sort((one, other) => Number(isNamed(other)) - Number(isNamed(one)));
  const shown = all || id ? open : open.slice(0, FEW);
  return (
    <div class="read-page">
      <h1>What the guideline holds</h1>
      <label class="search">
        Search
        <input type="search" value={sought} onInput={({ currentTarget }) => setSought(currentTarget.value)} />
      </label>
      <nav class="kinds" aria-label="Parts of the handbook">
        {KINDS.map(([name, label], index) => (
          <a href={`#read/${name}`} aria-current={kind === name ? 'true' : undefined}>{label} <small>{found[index]}</small></a>
        ))}
        <a href="#read/maps" aria-current={kind === 'maps' ? 'true' : undefined}>Maps</a>
      </nav>
      {kind === 'maps' ? (
        <Maps book={book} />
      ) : (
        <>
          <p class="unseen" role="status">{open.length} found</p>
          {open.length === 0 && <p>Nothing here has all of these words.</p>}
          <div class="entries">{shown.map((entry) => <EntryCard key={entry.id} entry={entry} entries={entries} />)}</div>
          {shown.length < open.length && <button type="button" onClick={() => setAll(true)}>Show all {open.length}</button>}
        </>
      )}
    </div>
  );
}

function placeOf(): [Kind | 'maps', string | undefined] {
  const [, kind, id] = location.hash.slice(1).split('/');
  const known = kind === 'maps' || KINDS.some(([name]) => name === kind);
  return [known ? (kind as Kind) : 'rule', id];
}
