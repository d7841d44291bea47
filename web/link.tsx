/** A link to a page: an address like any other, followed without loading the page anew. */
import type { MouseEvent, ReactNode } from "react";
import { addressOf, useGo } from "./route.js";

interface LinkProps {
  page: string;
  search?: Record<string, unknown>;
  className?: string;
  isCurrent?: boolean;
  onGo?: () => void;
  children: ReactNode;
}

export function PageLink({ page, search = {}, className = "", isCurrent = false, onGo, children }: LinkProps) {
  const go = useGo();
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    onGo?.();
    go({ page, search });
  };
  return <a href={addressOf(page, search)} className={className || undefined} aria-current={isCurrent ? "page" : undefined} onClick={follow}>{children}</a>;
}
