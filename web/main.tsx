/** Where the page begins. */
import "@fontsource-variable/ibm-plex-sans/wght.css";
import "./look.css";
import "./shell.css";
import "./parts.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { queries } from "./asking.js";
import { router } from "./route.js";
import { applyTheme } from "./theme.js";

applyTheme();
createRoot(document.getElementById("app")!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
