/** The web app in Debian's Chromium, as a person has it before them. */
import { existsSync } from "node:fs";
import { serve as listen, type ServerType } from "@hono/node-server";
import { chromium, type Browser, type Page } from "playwright-core";
import type { App } from "../http/served.js";

const program = "/usr/bin/chromium";
export const hasBrowser = existsSync(program);

/** It asks nobody outside. */
const options = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export interface Watched {
  page: Page;
  /** What the page complained of, and whom it asked elsewhere. */
  complaints: string[];
}

export class Looking {
  private constructor(readonly url: string, private readonly server: ServerType, private readonly browser: Browser) {}

  static async at(app: App): Promise<Looking> {
    const browser = await chromium.launch({ executablePath: program, args: options });
    return new Promise((resolve) => {
      const server = listen({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, ({ port }) => resolve(new Looking(`http://127.0.0.1:${port}`, server, browser)));
    });
  }

  async open(path: string, { dark = false, width = 1440 } = {}): Promise<Watched> {
    const page = await this.browser.newPage({ viewport: { width, height: 900 }, colorScheme: dark ? "dark" : "light", locale: "en-US", reducedMotion: "reduce" });
    const complaints: string[] = [];
    page.on("console", (message) => void (["error", "warning"].includes(message.type()) && complaints.push(message.text())));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("request", (request) => void (request.url().startsWith(this.url) || complaints.push(request.url())));
    await page.goto(`${this.url}${path}`, { waitUntil: "networkidle" });
    return { page, complaints };
  }

  async close(): Promise<void> {
    await this.browser.close();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
