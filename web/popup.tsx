/** A small window under what opened it; the widgets behind it are loaded when the first one opens. */
import type { ReactNode, RefObject } from "react";
import { Dialog, Popover } from "react-aria-components";

interface PopupProps {
  opener: RefObject<HTMLElement | null>;
  label: string;
  onClose: () => void;
  children: ReactNode;
}

export default function Popup({ opener, label, onClose, children }: PopupProps) {
  return (
    <Popover className="popover" placement="bottom start" triggerRef={opener} isOpen onOpenChange={(isOpen) => isOpen || onClose()}>
      <Dialog className="field-dialog" aria-label={label}>{children}</Dialog>
    </Popover>
  );
}
