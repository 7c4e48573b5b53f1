import { messages } from "./messages";
import type { Session } from "./session/session";
import { type Toolchain, listToolchains } from "./session/toolchains-api";
import { confirmed } from "./ui/confirm";
import type { Preferences } from "./ui/preferences";

/** Which toolchains there are, and which one new sessions of this browser have. */
export class ToolchainChoice {
  readonly #preferences: Preferences;
  readonly #offer: (toolchains: readonly Toolchain[]) => void;
  #toolchains: readonly Toolchain[] = [];

  /** @param offer called when it is known which there are */
  constructor(preferences: Preferences, offer: (toolchains: readonly Toolchain[]) => void) {
    this.#preferences = preferences;
    this.#offer = offer;
  }

  get toolchains(): readonly Toolchain[] {
    return this.#toolchains;
  }

  /** The id of the one that was chosen in this browser, or null. */
  get chosen(): string | null {
    return this.#preferences.read("toolchain");
  }

  /** Asks the server. What it does not say stays as it was. */
  async refresh(): Promise<void> {
    const found = await listToolchains();
    if (found.length === 0) return;
    this.#toolchains = found;
    this.#offer(found);
  }

  /** Goes over to another one, once the person knows what that means. @returns whether they want it */
  async change(session: Session, to: Toolchain): Promise<boolean> {
    const { changeTitle, changeDetail, change } = messages.toolchain;
    const from = session.state.toolchain ?? messages.toolchain.label;
    const question = { title: changeTitle(to.label), detail: changeDetail(from, to.label), action: change };
    if (!to.available || !(await confirmed(question))) return false;
    this.#preferences.write("toolchain", to.id);
    await session.startNew();
    return true;
  }
}
