export { type AbsoluteValueReading, absoluteValue } from "./absolute-value.ts";
export { adversarialVulnerability, attackDamage, type VulnerabilityPoint } from "./adversarial.ts";
export { correlatedSets, type SetArrangement } from "./correlated-sets.ts";
export {
  cosine,
  dimensionsPerFeature,
  type FeatureGeometry,
  featureGeometry,
  gramMatrix,
} from "./feature-measures.ts";
export { anglesBetween, featuresInThePlane, type PlaneArrangement } from "./features-in-the-plane.ts";
export { hiddenRelu, type NeuronReading } from "./hidden-relu.ts";
export { type LearningJumps, learningJumps } from "./learning-jumps.ts";
export { linearAgainstRelu, type TrainedGeometry } from "./linear-against-relu.ts";
export { type PerturbedArrangement, perturbedPentagon } from "./perturbed-pentagon.ts";
export { type PhasePoint, phaseDiagram, secondFeaturePhase } from "./phase-diagram.ts";
export { type Recoverability, recoverability } from "./recoverability.ts";
export { countNear, type SparsityLevel, stickyDimensions, stickyFractions } from "./sticky-dimensions.ts";
export { bestOf, type Instance, type InstanceSettings, type Occurrence, trainInstances } from "./train-instances.ts";
export { bestTwoFeaturePhase, superpositionBoundary, type TwoFeaturePhase, twoFeatureLosses } from "./two-features.ts";
