/** A 32-bit fingerprint of a text, case and spacing aside: enough to recognise it, not to read it. */
export function textFingerprint(text: string): number {
  const lowered = text.toLowerCase();
  let hash = 0x811c9dc5 | 0;
  for (let at = 0; at < lowered.length; at++) {
    const code = lowered.charCodeAt(at);
    if (code > 32) hash = Math.imul(hash ^ code, 0x01000193);
  }
  return hash >>> 0;
}
