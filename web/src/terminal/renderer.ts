import type { Terminal } from "@xterm/xterm";

/** Renderers that are the CPU in disguise. With them, WebGL is slower than the DOM. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

function hasFastWebgl(): boolean {
  const context = document
    .createElement("canvas")
    .getContext("webgl2", { failIfMajorPerformanceCaveat: true });
  if (context === null) return false;
  const info = context.getExtension("WEBGL_debug_renderer_info");
  const renderer: unknown = context.getParameter(info?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER);
  context.getExtension("WEBGL_lose_context")?.loseContext();
  return !SOFTWARE.test(String(renderer));
}

/**
 * Draws the terminal with WebGL where that is fast. When the context is lost (a driver's reset, a laptop's sleep) xterm
 * goes back to the DOM. Loaded on its own: the first prompt does not wait for it.
 */
export async function drawWithWebgl(terminal: Terminal): Promise<boolean> {
  if (!hasFastWebgl()) return false;
  try {
    const { WebglAddon } = await import("@xterm/addon-webgl");
    const addon = new WebglAddon();
    addon.onContextLoss(() => addon.dispose());
    terminal.loadAddon(addon);
    return true;
  } catch {
    return false;
  }
}
