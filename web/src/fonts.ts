/** A font that never comes must not keep the terminal away. In milliseconds. */
const PATIENCE_MS = 1_500;

/** Waits for the terminal's font: measured with another one, the terminal would draw wrong cells. */
export async function loadTerminalFont(): Promise<void> {
  const faces = ["400 14px 'JetBrains Mono'", "700 14px 'JetBrains Mono'"];
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  const loaded = Promise.all(faces.map((face) => document.fonts.load(face))).catch(() => undefined);
  await Promise.race([loaded, patience]);
}
