/** Lengths and numbers of protocol buffers, seven bits at a time. */
function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return [...bytes, rest];
}

const integer = (field: number, value: number): number[] => [...varint(field * 8), ...varint(value)];
const bytes = (field: number, content: readonly number[]): number[] => [
  ...varint(field * 8 + 2),
  ...varint(content.length),
  ...content,
];
const text = (field: number, value: string): number[] => bytes(field, [...new TextEncoder().encode(value)]);

const float = 1;

/** TensorProto: dims = 1, data_type = 2, name = 8, raw_data = 9. */
function tensor(name: string, shape: readonly number[], values: readonly number[]): number[] {
  const raw = [...new Uint8Array(Float32Array.from(values).buffer)];
  return [
    ...shape.flatMap((size) => integer(1, size)),
    ...integer(2, float),
    ...text(8, name),
    ...bytes(9, raw),
  ];
}

/** ValueInfoProto of float32: name = 1, type = 2 { tensor_type = 1 { elem_type = 1, shape = 2 { dim = 1 { dim_value = 1 } } } }. */
function value(name: string, shape: readonly number[]): number[] {
  const dimensions = shape.flatMap((size) => bytes(1, integer(1, size)));
  return [...text(1, name), ...bytes(2, bytes(1, [...integer(1, float), ...bytes(2, dimensions)]))];
}

/**
 * Writes the smallest real affect model, by hand: `expression` = `features` x weights + bias, one Gemm
 * of ONNX opset 13.
 *
 * @param weights - One row of four numbers for each feature.
 */
export function makeOnnxModel(
  weights: readonly (readonly number[])[],
  bias: readonly number[],
  inputName = 'features',
): Uint8Array<ArrayBuffer> {
  // NodeProto: input = 1, output = 2, op_type = 4.
  const node = [
    ...text(1, inputName),
    ...text(1, 'weights'),
    ...text(1, 'bias'),
    ...text(2, 'expression'),
    ...text(4, 'Gemm'),
  ];
  // GraphProto: node = 1, name = 2, initializer = 5, input = 11, output = 12.
  const graph = [
    ...bytes(1, node),
    ...text(2, 'linear'),
    ...bytes(5, tensor('weights', [weights.length, bias.length], weights.flat())),
    ...bytes(5, tensor('bias', [bias.length], bias)),
    ...bytes(11, value(inputName, [1, weights.length])),
    ...bytes(12, value('expression', [1, bias.length])),
  ];
  // ModelProto: ir_version = 1, graph = 7, opset_import = 8 { version = 2 }.
  return Uint8Array.from([...integer(1, 8), ...bytes(7, graph), ...bytes(8, integer(2, 13))]);
}
