import { describe, expect, it } from "vitest";
import { onlyMain } from "../../src/editor/file-set";
import { SavedApi } from "../../src/session/saved-api";

const answering = (status: number, body: unknown = {}) => {
  const calls: { input: unknown; init: RequestInit | undefined }[] = [];
  const api = new SavedApi((input, init) => {
    calls.push({ input, init });
    return Promise.resolve(Response.json(body, { status }));
  });
  return { api, calls };
};
const failing = new SavedApi(() => Promise.reject(new TypeError("network")));

describe("SavedApi", () => {
  it("tells why a saved session ended", async () => {
    expect(await answering(200, { reason: "yielded" }).api.find("s")).toEqual({ reason: "yielded" });
    expect(await answering(200, { reason: "later" }).api.find("s")).toEqual({ reason: "vanished" });
    expect(await answering(404).api.find("s")).toBe("none");
    expect(await answering(503).api.find("s")).toBe("unknown");
    expect(await failing.find("s")).toBe("unknown");
  });

  it("reads the files, and nothing that is none", async () => {
    expect(await answering(200, { files: { "main.swift": "let" } }).api.files("s")).toEqual(onlyMain("let"));
    expect(await answering(200, { files: { "main.swift": 1 } }).api.files("s")).toBeNull();
    expect(await answering(200, { files: {} }).api.files("s")).toBeNull();
    expect(await answering(200, null).api.files("s")).toBeNull();
    expect(await answering(404).api.files("s")).toBeNull();
    expect(await failing.files("s")).toBeNull();
  });

  it("sends the text as a file, with the header that no other site can send", async () => {
    const { api, calls } = answering(200);
    expect(await api.keep("a/b", onlyMain("let"), true)).toBe("kept");

    expect(calls[0]!.input).toBe("/api/sessions/a%2Fb/files");
    expect(calls[0]!.init).toMatchObject({
      method: "PUT",
      keepalive: true,
      headers: { "X-Swiftlet": "1" },
      body: '{"files":{"main.swift":"let"}}',
    });
  });

  it.each([
    [413, "too-large"],
    [404, "gone"],
    [400, "refused"],
    [429, "failed"],
    [503, "failed"],
  ] as const)("takes %d for %s", async (status, kept) => {
    expect(await answering(status).api.keep("s", onlyMain("let"), false)).toBe(kept);
  });

  it("takes no answer for a failure", async () => {
    expect(await failing.keep("s", onlyMain("let"), false)).toBe("failed");
  });
});
