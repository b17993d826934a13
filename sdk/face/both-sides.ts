/** The mean of a blendshape's left and right side. */
export function bothSides(blendshapes: ReadonlyMap<string, number>, name: string): number {
  return ((blendshapes.get(`${name}Left`) ?? 0) + (blendshapes.get(`${name}Right`) ?? 0)) / 2;
}
