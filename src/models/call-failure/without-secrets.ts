const longest = 400;

/** Keys as both vendors write them, and anything that an authorization header would carry. */
const secretShapes = [/\bsk-[A-Za-z0-9_*-]{4,}/g, /\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=*-]{4,}/gi];

/** A foreign message as an error of ours may carry it: no key in it, and not long. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  const known = secrets.filter((secret) => secret.length > 3);
  const blanked = known.reduce((rest, secret) => rest.replaceAll(secret, "[secret]"), text);
  const clean = secretShapes.reduce((rest, shape) => rest.replaceAll(shape, "[secret]"), blanked);
  return clean.length > longest ? `${clean.slice(0, longest)}…` : clean;
}
