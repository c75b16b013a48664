/**
 * Permutations of 0 .. size - 1 that look random and need no memory: a balanced Feistel network
 * of four rounds over the next even number of bits, walked until it lands inside (cycle walking;
 * Black and Rogaway, "Ciphers with Arbitrary Finite Domains", 2002).
 */
import { mix, type RandomStream } from "../runtime/random.js";

/** `size` from 1 to 2^31; returns the function from index to index. */
export function permutation(size: number, stream: RandomStream): (index: number) => number {
  const half = Math.max(1, Math.ceil((32 - Math.clz32(size - 1)) / 2));
  const mask = 2 ** half - 1;
  const keys = [stream.next(), stream.next(), stream.next(), stream.next()];

  function once(index: number): number {
    let left = Math.floor(index / (mask + 1));
    let right = index & mask;
    for (const key of keys) {
      const next = left ^ (mix(right ^ key) & mask);
      left = right;
      right = next;
    }
    return left * (mask + 1) + right;
  }

  return (index) => {
    let reached = once(index);
    // Every index lies on a cycle that comes back to it, so the walk ends.
    while (reached >= size) reached = once(reached);
    return reached;
  };
}
