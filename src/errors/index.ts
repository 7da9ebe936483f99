/** The errors every room may throw. Depends on nothing. */
export { InputError, type InputLocation } from "./input-error.ts";
export { showValue } from "./show-value.ts";
