/** Small trained networks that answer inside this process. */
export { type EmbeddedModelOptions, embeddedModel, loadEmbeddedNetworks } from "./embedded-model.ts";
export { featureWeight, type Head, labelCount, type Network, type NetworkShape } from "./network.ts";
export { readFeatures } from "./read-features.ts";
export { parseWeights, serialiseWeights, type WeightsFile } from "./weights-file.ts";
