import { writeFileSync } from "node:fs";
import { packageFile } from "../../src/models/index.ts";
import { tunePolicy } from "./tune-policy.ts";

/** `npm run tune:embedded`: writes the routing policy that ships with the package. */
const file = packageFile("fixtures", "embedded", "routing.policy.json");
writeFileSync(file, `${JSON.stringify(await tunePolicy(), null, 2)}\n`);
process.stderr.write(`wrote ${file}\n`);
