import * as tf from "@tensorflow/tfjs-core";

const beta1 = 0.9;
const beta2 = 0.999;
// tfjs's own default of 1e-7 is too coarse for gradients of this size
const epsilon = 1e-8;

/** A parameter with its moments, updated in place by AdamW (Loshchilov and Hutter 2019). */
export interface AdamParameter {
  readonly value: tf.Variable;
  update(gradient: tf.Tensor, step: number, learningRate: number, weightDecay: number): void;
  dispose(): void;
}

export function adamParameter(initial: tf.Tensor): AdamParameter {
  const value = tf.variable(initial);
  const mean = tf.variable(tf.zerosLike(initial));
  const square = tf.variable(tf.zerosLike(initial));
  return {
    value,
    update: (gradient, step, learningRate, weightDecay) =>
      tf.tidy(() => {
        mean.assign(tf.add(tf.mul(mean, beta1), tf.mul(gradient, 1 - beta1)));
        square.assign(tf.add(tf.mul(square, beta2), tf.mul(tf.square(gradient), 1 - beta2)));
        const corrected = tf.add(tf.sqrt(tf.div(square, 1 - beta2 ** step)), epsilon);
        const direction = tf.div(tf.div(mean, 1 - beta1 ** step), corrected);
        value.assign(tf.sub(tf.mul(value, 1 - learningRate * weightDecay), tf.mul(direction, learningRate)));
      }),
    dispose: () => tf.dispose([value, mean, square]),
  };
}
