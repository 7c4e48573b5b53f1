/** What a person gave the REPL: keys as bytes, or a text as one entry. */
export type Input = Uint8Array<ArrayBuffer> | string;

/** One message of input, as it is numbered and sent. */
export interface InputItem {
  /** Null until it is sent for the first time. */
  sequence: number | null;
  readonly input: Input;
  /** Of `input`, in UTF-8. */
  readonly bytes: number;
  /** The rest of what was cut in two: without its beginning it means something else. */
  readonly continues: boolean;
}

const SEQUENCE_BYTES = 4;

export function inputItem(input: Input, continues = false): InputItem {
  const bytes = typeof input === "string" ? new TextEncoder().encode(input).length : input.length;
  return { sequence: null, input, bytes, continues };
}

/** Cuts keys that are too many for one frame; an entry is never cut. */
export function cut(item: InputItem, frameBytes: number): InputItem[] {
  const { input } = item;
  if (typeof input === "string" || input.length <= frameBytes) return [item];
  return [
    inputItem(input.subarray(0, frameBytes), item.continues),
    inputItem(input.subarray(frameBytes), true),
  ];
}

/** The binary frame that carries keys: their sequence in four bytes, big-endian, then the keys. */
export function inputFrame(sequence: number, keys: Uint8Array): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(SEQUENCE_BYTES + keys.length);
  new DataView(frame.buffer).setUint32(0, sequence);
  frame.set(keys, SEQUENCE_BYTES);
  return frame;
}

/** For people: what the items would have typed. Keys that show nothing are left out. */
export function typedText(items: readonly InputItem[]): string {
  const decoder = new TextDecoder();
  const read = (input: Input) =>
    typeof input === "string" ? `${input}\n` : decoder.decode(input, { stream: true });
  const text = items.map(({ input }) => read(input)).join("");
  // eslint-disable-next-line no-control-regex -- escape sequences of keys, and control characters, are what this is about
  return text.replaceAll(/\x1b(?:[[O][0-9;]*[A-Za-z~])?|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/g, "");
}
