export function WritePage() {
  return <p>…</p>;
}
