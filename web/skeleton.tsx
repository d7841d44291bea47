/** What stands in the place of figures that are being worked out. */
import { words } from "./words.js";

export const Skeleton = () => <div className="skeletons" role="status" aria-label={words.loading}>{Array.from({ length: 8 }, (_, at) => <div key={at} className="skeleton" />)}</div>;
