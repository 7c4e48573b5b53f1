import { beforeEach, describe, expect, it } from "vitest";
import { FlowControl, PAUSE_ABOVE, RESUME_BELOW } from "../../src/connection/flow-control";

describe("FlowControl", () => {
  let sent: string[];
  let flow: FlowControl;
  beforeEach(() => {
    sent = [];
    flow = new FlowControl((message) => sent.push(message.type));
  });

  it("says nothing up to the mark", () => {
    flow.received(PAUSE_ABOVE);
    expect(sent).toEqual([]);
  });

  it("pauses once above the mark, and resumes once below the other", () => {
    for (let kib = 0; kib < 300; kib++) flow.received(1024);
    for (let kib = 0; kib < 300; kib++) flow.drawn(1024);

    expect(sent).toEqual(["pause", "resume"]);
  });

  it("does not resume between the marks", () => {
    flow.received(PAUSE_ABOVE + 1);
    flow.drawn(PAUSE_ABOVE + 1 - RESUME_BELOW);

    expect(sent).toEqual(["pause"]);
    expect(flow.pending).toBe(RESUME_BELOW);
  });

  it("pauses a new connection too while the terminal is still behind", () => {
    flow.received(PAUSE_ABOVE + 1);
    flow.connected();

    expect(sent).toEqual(["pause", "pause"]);
  });

  it("does not resume a new connection that was never paused", () => {
    flow.received(PAUSE_ABOVE + 1);
    flow.drawn(RESUME_BELOW + 2);
    flow.connected();
    flow.drawn(PAUSE_ABOVE);

    expect(sent).toEqual(["pause"]);
  });
});
