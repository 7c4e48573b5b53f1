import { defineConfig } from "vitest/config";

/** Where `npm run dev` finds the server. Quinoa does its own proxying in `quarkus:dev`. */
const server = process.env["SWIFTLET_SERVER"] ?? "http://localhost:8080";

export default defineConfig({
  build: {
    target: "es2022",
    outDir: "dist",
    // Nothing becomes a data: address: the page's CSP has `font-src 'self'`.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    license: { fileName: "licenses.md" },
  },
  server: {
    proxy: {
      "/api": server,
      "/ws": { target: server, ws: true },
    },
  },
  test: {
    include: ["test/**/*.test.ts"],
    environment: "node",
    // A busy machine is no failure.
    testTimeout: 60_000,
  },
});
