import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The page is what a server sends beside its API, so that it loads nothing from elsewhere. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { outDir: "../dist/web", emptyOutDir: true, target: "es2022", assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: { proxy: { "/api": "http://127.0.0.1:7417" } },
});
