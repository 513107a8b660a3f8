/** Saves a text as a file. */
export function save(name: string, text: string, type = 'application/json'): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

/** Lets a person choose a file, and reads it. */
export async function open(): Promise<{ name: string; text: string } | undefined> {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.json,application/json';
  return new Promise((resolve) => {
    input.addEventListener('change', async () => {
      const file = input.files?.[0];
      resolve(file && { name: file.name, text: await file.text() });
    });
    input.addEventListener('cancel', () => resolve(undefined));
    input.click();
  });
}
