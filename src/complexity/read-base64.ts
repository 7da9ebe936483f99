const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Bytes of a base64 text; by hand, so that the room needs nothing of Node or of a browser. */
export function readBase64(text: string): Uint8Array<ArrayBuffer> {
  const sextets = new Uint8Array(128);
  for (let index = 0; index < alphabet.length; index++) sextets[alphabet.charCodeAt(index)] = index;
  let length = text.length;
  while (text.charCodeAt(length - 1) === 61) length--;
  const bytes = new Uint8Array((length * 3) >> 2);
  let held = 0;
  let bits = 0;
  let at = 0;
  for (let index = 0; index < length; index++) {
    held = ((held << 6) | sextets[text.charCodeAt(index)]!) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (held >> bits) & 0xff;
    }
  }
  return bytes;
}
