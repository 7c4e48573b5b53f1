import { expect, it } from "vitest";
import { listToolchains } from "../../src/session/toolchains-api";

const answered = (body: unknown, status = 200) =>
  listToolchains(() => Promise.resolve(Response.json(body, { status })));

it("lists what the server has, the older way of telling the default too", async () => {
  expect(
    await answered([
      { id: "swift-6.0", label: "Swift 6.0", default: true, available: true, reason: null },
      { id: "swift-6.2", label: "Swift 6.2", default: false, available: false, reason: "No image." },
      { id: "old", label: "Old", isDefault: true },
    ]),
  ).toEqual([
    { id: "swift-6.0", label: "Swift 6.0", isDefault: true, available: true, reason: null },
    { id: "swift-6.2", label: "Swift 6.2", isDefault: false, available: false, reason: "No image." },
    { id: "old", label: "Old", isDefault: true, available: true, reason: null },
  ]);
});

it("is empty where the server says nothing of use", async () => {
  expect(await answered([{ id: 1 }, null])).toEqual([]);
  expect(await answered({})).toEqual([]);
  expect(await answered([{ id: "a", label: "A" }], 503)).toEqual([]);
  expect(await listToolchains(() => Promise.reject(new TypeError("network")))).toEqual([]);
});
