import { messages } from "../messages";
import { FILE_LIMITS, type NameRefusal } from "./file-set";

/** Why a file cannot have a name, as a sentence. */
export function nameRefusalText(refusal: NameRefusal): string {
  const sentence = messages.files.refused[refusal];
  return typeof sentence === "string" ? sentence : sentence(FILE_LIMITS.nameLength);
}
