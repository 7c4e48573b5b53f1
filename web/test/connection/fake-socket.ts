import type { ClientMessageUnion, ServerMessageUnion } from "../../src/protocol/messages.gen";

/** A WebSocket whose other end is the test. */
export class FakeSocket {
  binaryType = "blob";
  readyState: number = WebSocket.CONNECTING;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  readonly messages: ClientMessageUnion[] = [];
  /** The keys of the binary frames, and their sequences. */
  readonly input: number[] = [];
  readonly sequences: number[] = [];

  send(data: string | Uint8Array): void {
    if (this.readyState !== WebSocket.OPEN) throw new Error("not open");
    if (typeof data === "string") this.messages.push(JSON.parse(data) as ClientMessageUnion);
    else {
      this.sequences.push(new DataView(data.buffer, data.byteOffset).getUint32(0));
      this.input.push(...data.subarray(4));
    }
  }

  close(): void {
    this.readyState = WebSocket.CLOSING;
  }

  /** The upgrade succeeds. */
  accept(): void {
    this.readyState = WebSocket.OPEN;
    this.onopen?.();
  }

  /** The network or the peer ends it. */
  end(): void {
    this.readyState = WebSocket.CLOSED;
    this.onclose?.();
  }

  say(message: ServerMessageUnion): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  output(text: string): void {
    const bytes = new TextEncoder().encode(text);
    this.onmessage?.({ data: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) });
  }

  of<T extends ClientMessageUnion["type"]>(type: T): Extract<ClientMessageUnion, { type: T }>[] {
    return this.messages.filter((message) => message.type === type) as Extract<
      ClientMessageUnion,
      { type: T }
    >[];
  }
}

export const HELLO: Extract<ServerMessageUnion, { type: "hello" }> = {
  type: "hello",
  session: "s",
  client: 1,
  role: "owner",
  taken: null,
  toolchain: { id: "swift-6.0", label: "Swift 6.0" },
  limits: { inputFrameBytes: 16_384, submitBytes: 65_536, inputBytesPerSecond: 65_536, idleSeconds: 900 },
};
