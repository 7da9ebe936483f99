import type { Document, Principal } from "./documents.ts";

/** Whether the principal may read the document. A hook that throws or says anything but `true` withholds it. */
export type Permit = (principal: Principal | undefined, document: Document) => boolean | Promise<boolean>;

/** The default: the principal must carry every label of the document; a document without labels is for everybody. */
export const permitByLabels: Permit = (principal, { labels = [] }) =>
  labels.every((label) => principal?.labels?.includes(label) === true);

/** Only what may be read goes on; of the rest nothing but their number is told. */
export async function permitted(
  documents: readonly Document[],
  principal: Principal | undefined,
  permit: Permit,
): Promise<readonly Document[]> {
  const allowed = await Promise.all(documents.map((document) => isAllowed(permit, principal, document)));
  return documents.filter((_, index) => allowed[index]);
}

async function isAllowed(permit: Permit, principal: Principal | undefined, document: Document): Promise<boolean> {
  try {
    return (await permit(principal, document)) === true;
  } catch {
    return false;
  }
}
