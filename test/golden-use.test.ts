import { holdPages } from "./golden/hold-pages.js";

holdPages("23");
