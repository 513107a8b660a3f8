import { render } from 'preact';
import { App } from './app';
import './style/page.css';

const place = document.getElementById('app')!;
place.replaceChildren();
render(<App />, place);
if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  // Without one, the page works all the same, as long as there is a network.
  navigator.serviceWorker.register('./offline.js').catch(() => undefined);
}
