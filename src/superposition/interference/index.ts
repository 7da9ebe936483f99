export { conceptInterference, type InterferenceOptions, type InterferencePoint } from "./concept-interference.ts";
