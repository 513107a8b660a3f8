import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { AskPage } from './ask/page';

const PLACES = [
  { id: 'ask', label: 'Ask', load: undefined },
  { id: 'read', label: 'Read', load: () => import('./read/page').then(({ ReadPage }) => ReadPage) },
  { id: 'write', label: 'Write', load: () => import('./write/page').then(({ WritePage }) => WritePage) },
] as const;

type Place = (typeof PLACES)[number];

/** The part of the page that the address names: `#read`, or `#read/rule/some-rule`. */
function placeOf(hash: string): Place {
  return PLACES.find(({ id }) => hash.slice(1).split('/')[0] === id) ?? PLACES[0];
}

export function App() {
  const [place, setPlace] = useState(() => placeOf(location.hash));
  useEffect(() => {
    const follow = () => setPlace(placeOf(location.hash));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  useEffect(() => {
    document.title = `${place.label} – Feeling in session`;
  }, [place]);
  return (
    <>
      <header class="top">
        <span class="name">Feeling in session</span>
        <nav aria-label="Parts of the page">
          {PLACES.map(({ id, label }) => (
            <a href={`#${id}`} aria-current={id === place.id ? 'page' : undefined}>
              {label}
            </a>
          ))}
        </nav>
      </header>
      {/* What was told stays, whichever part is looked at. */}
      <main class={place.id}>
        <div hidden={place.id !== 'ask'}>
          <AskPage />
        </div>
        {place.load && <Loaded key={place.id} load={place.load} />}
      </main>
    </>
  );
}

/** A part that is fetched when it is first looked at. */
function Loaded({ load }: { load: () => Promise<ComponentType> }) {
  const [Part, setPart] = useState<ComponentType>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    load().then((part) => setPart(() => part), () => setFailed(true));
  }, [load]);
  if (failed) return <p role="alert">This part could not be loaded. Are you offline, and have not opened it before?</p>;
  return Part ? <Part /> : <p class="starting">Starting …</p>;
}
