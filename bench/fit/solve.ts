/** Solves a symmetric positive definite system by elimination, in place. */
export function solve(matrix: readonly Float64Array[], right: Float64Array): Float64Array {
  const size = right.length;
  for (let pivot = 0; pivot < size; pivot++) {
    const line = matrix[pivot] as Float64Array;
    for (let below = pivot + 1; below < size; below++) {
      const other = matrix[below] as Float64Array;
      const factor = at(other, pivot) / at(line, pivot);
      for (let j = pivot; j < size; j++) other[j] = at(other, j) - factor * at(line, j);
      right[below] = at(right, below) - factor * at(right, pivot);
    }
  }
  for (let i = size - 1; i >= 0; i--) {
    const line = matrix[i] as Float64Array;
    for (let j = i + 1; j < size; j++) right[i] = at(right, i) - at(line, j) * at(right, j);
    right[i] = at(right, i) / at(line, i);
  }
  return right;
}

const at = (values: Float64Array, index: number): number => values[index] as number;
