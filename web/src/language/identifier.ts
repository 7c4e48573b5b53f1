/** Swift's own ranges of what a name begins with, and of what more it may go on with. */
const HEAD =
  "A-Za-z_\\u00A8\\u00AA\\u00AD\\u00AF\\u00B2-\\u00B5\\u00B7-\\u00BA\\u00BC-\\u00BE\\u00C0-\\u00D6\\u00D8-\\u00F6" +
  "\\u00F8-\\u02FF\\u0370-\\u167F\\u1681-\\u180D\\u180F-\\u1DBF\\u1E00-\\u1FFF\\u200B-\\u200D\\u202A-\\u202E" +
  "\\u203F\\u2040\\u2054\\u2060-\\u206F\\u2070-\\u20CF\\u2100-\\u218F\\u2460-\\u24FF\\u2776-\\u2793\\u2C00-\\u2DFF" +
  "\\u2E80-\\u2FFF\\u3004-\\u3007\\u3021-\\u302F\\u3031-\\uD7FF\\uF900-\\uFD3D\\uFD40-\\uFDCF\\uFDF0-\\uFE1F" +
  "\\uFE30-\\uFE44\\uFE47-\\uFFFD" +
  Array.from({ length: 14 }, (_, plane) => {
    const digit = (plane + 1).toString(16);
    return `\\u{${digit}0000}-\\u{${digit}FFFD}`;
  }).join("");
const MORE = "0-9\\u0300-\\u036F\\u1DC0-\\u1DFF\\u20D0-\\u20FF\\uFE20-\\uFE2F";
const NAME = new RegExp(`^[${HEAD}][${HEAD}${MORE}]*$`, "u");
/** What turns writing around, or is not seen: a name with it would read as another. */
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/;
const QUOTED = /^`([^`]*)`$/;
const KEYWORDS = new Set(
  (
    "associatedtype class deinit enum extension fileprivate func import init inout internal let operator precedencegroup " +
    "private protocol public rethrows static struct subscript typealias var break case catch continue default defer do " +
    "else fallthrough for guard if in repeat return switch throw where while Any as await false is nil self Self super " +
    "throws true try _"
  ).split(" "),
);

/** Whether Swift takes this for the name of something: a word of the language only in backticks. */
export function isIdentifier(text: string): boolean {
  const quoted = QUOTED.exec(text)?.[1];
  const name = quoted ?? text;
  return NAME.test(name) && !UNSEEN.test(name) && (quoted === undefined ? !KEYWORDS.has(name) : name !== "_");
}
