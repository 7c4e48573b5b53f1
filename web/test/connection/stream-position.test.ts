import { describe, expect, it } from "vitest";
import { type Output, StreamPosition } from "../../src/connection/stream-position";

const bytes = (text: string) => new TextEncoder().encode(text);
const stream = (offset: number, snapshot = 0, skipped = 0, head = offset) =>
  ({ type: "stream", offset, snapshot, skipped, head }) as const;
const text = (pieces: Output[], replay: boolean) =>
  pieces
    .filter((piece) => piece.replay === replay)
    .map((piece) => new TextDecoder().decode(piece.bytes))
    .join("");

describe("StreamPosition", () => {
  it("wants everything at first", () => {
    expect(new StreamPosition().offset).toBeNull();
  });

  it("counts the stream's own bytes and not the snapshot's, wherever the frames are cut", () => {
    const all = bytes("SNAPSHOTown bytes");
    for (let first = 0; first <= all.length; first++) {
      for (let second = first; second <= all.length; second++) {
        const position = new StreamPosition();
        position.begin(stream(1000, 8));

        const frames = [all.subarray(0, first), all.subarray(first, second), all.subarray(second)];
        const pieces = frames.flatMap((frame) => position.take(frame));

        expect(text(pieces, true)).toBe("SNAPSHOT");
        expect(text(pieces, false)).toBe("own bytes");
        expect(position.offset).toBe(1009);
      }
    }
  });

  it("tells what was printed before the stream from what is news, wherever the frames are cut", () => {
    const all = bytes("SNAPold and new");
    for (let cut = 0; cut <= all.length; cut++) {
      const position = new StreamPosition();
      position.begin(stream(1000, 4, 0, 1003));

      const pieces = [...position.take(all.subarray(0, cut)), ...position.take(all.subarray(cut))];

      expect(text(pieces, true)).toBe("SNAPold");
      expect(text(pieces, false)).toBe(" and new");
    }
  });

  it("goes on at its offset on the next connection", () => {
    const position = new StreamPosition();
    position.begin(stream(0));
    position.take(bytes("12345"));
    position.connected();
    expect(position.offset).toBe(5);

    position.begin(stream(5));
    position.take(bytes("67"));

    expect(position.offset).toBe(7);
  });

  it("takes the server's word for bytes that were skipped", () => {
    const position = new StreamPosition();
    position.begin(stream(0));
    position.take(bytes("12345"));

    position.begin(stream(500, 0, 495));
    position.take(bytes("6"));

    expect(position.offset).toBe(501);
  });

  it("asks for another snapshot when one was cut off", () => {
    const position = new StreamPosition();
    position.begin(stream(1000, 8));
    position.take(bytes("SNAP"));

    expect(position.offset).toBeNull();
  });

  it("takes a new snapshot in the middle of another", () => {
    const position = new StreamPosition();
    position.begin(stream(1000, 8));
    position.take(bytes("SNAP"));
    position.begin(stream(2000, 4));

    expect(text(position.take(bytes("FOURown")), false)).toBe("own");
    expect(position.offset).toBe(2003);
  });

  it("ignores bytes that come before a connection's stream", () => {
    const position = new StreamPosition();
    expect(position.take(bytes("x"))).toEqual([]);
    position.begin(stream(0));
    position.take(bytes("12"));
    position.connected();

    expect(position.take(bytes("x"))).toEqual([]);
    expect(position.offset).toBe(2);
  });
});
