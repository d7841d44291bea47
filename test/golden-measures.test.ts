import { holdPages } from "./golden/hold-pages.js";

holdPages("56789");
