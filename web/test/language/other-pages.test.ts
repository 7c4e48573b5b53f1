import { expect, it } from "vitest";
import { OtherPages } from "../../src/language/other-pages";

it("tells the other pages of the same session, and only those, that this one goes", async () => {
  const heard: string[] = [];
  const other = new OtherPages("b", () => heard.push("other"));
  await new Promise<void>((left) => {
    const same = new OtherPages("a", () => {
      heard.push("same");
      same.dispose();
      left();
    });
    const page = new OtherPages("a", () => heard.push("itself"));
    page.leave();
    page.dispose();
  });
  other.dispose();
  expect(heard).toEqual(["same"]);
});
