/** A text of the engine: names stand between back quotes. */
export function Marked({ text }: { text: string }) {
  return <>{text.split('`').map((piece, index) => (index % 2 === 1 ? <code>{piece}</code> : piece))}</>;
}
