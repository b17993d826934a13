import type { Corruption } from './harness.ts';

export type Canvas = OffscreenCanvas;

/** A camera gives no more than this across; larger photographs are brought down to it. */
const largestSide = 1280;

/** Fetches and decodes a picture and spoils it as told; the same way each time. */
export async function readPicture(url: string, corruption: Corruption | null): Promise<Canvas> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the picture cannot be read (${response.status})`);
  let image: ImageBitmap;
  try {
    image = await createImageBitmap(await response.blob());
  } catch {
    throw new Error('it is no picture that a browser can decode');
  }
  const scale = Math.min(1, largestSide / Math.max(image.width, image.height));
  const picture = drawn(Math.round(image.width * scale), Math.round(image.height * scale), (context, w, h) =>
    context.drawImage(image, 0, 0, w, h),
  );
  image.close();
  return corruption === null ? picture : await corruptPicture(picture, corruption);
}

/** Spoils a picture; severity 1 is hardly, 5 is badly. */
export async function corruptPicture(picture: Canvas, { kind, severity }: Corruption): Promise<Canvas> {
  const step = severity - 1;
  const at = (steps: readonly number[]): number => steps[step] ?? Number.NaN;
  const { width, height } = picture;
  const side = Math.min(width, height);
  switch (kind) {
    case 'low-light':
      return darkened(picture, at([0.5, 0.35, 0.22, 0.13, 0.07]), at([3, 5, 7, 9, 11]));
    case 'blur':
      return drawn(width, height, (context) => {
        context.filter = `blur(${side * at([0.004, 0.008, 0.014, 0.022, 0.032])}px)`;
        context.drawImage(picture, 0, 0);
      });
    case 'jpeg': {
      const blob = await picture.convertToBlob({
        type: 'image/jpeg',
        quality: at([0.3, 0.18, 0.1, 0.05, 0.02]),
      });
      const image = await createImageBitmap(blob);
      return drawn(width, height, (context) => context.drawImage(image, 0, 0));
    }
    case 'low-resolution': {
      const share = at([0.5, 0.33, 0.22, 0.15, 0.1]);
      const [w, h] = [Math.max(1, Math.round(width * share)), Math.max(1, Math.round(height * share))];
      const small = drawn(w, h, (context) => context.drawImage(picture, 0, 0, w, h));
      return drawn(width, height, (context) => context.drawImage(small, 0, 0, width, height));
    }
    case 'occlusion':
      // As by a hand or a mug: from the lower edge up to the middle, where faces mostly are.
      return drawn(width, height, (context) => {
        context.drawImage(picture, 0, 0);
        context.fillStyle = '#7a6a5c';
        const [w, h] = [
          width * at([0.15, 0.25, 0.35, 0.45, 0.55]),
          height * at([0.35, 0.42, 0.48, 0.55, 0.62]),
        ];
        context.fillRect(width * 0.45 - w / 2, height - h, w, h);
      });
    case 'pose':
      // Only what a plane allows: leaning, and leaving the picture. Turning away needs another photograph.
      return drawn(width, height, (context) => {
        context.translate(width / 2 + width * at([0.06, 0.12, 0.18, 0.24, 0.3]), height / 2);
        context.rotate((at([10, 18, 26, 34, 42]) * Math.PI) / 180);
        context.drawImage(picture, -width / 2, -height / 2);
      });
  }
}

function drawn(
  width: number,
  height: number,
  draw: (context: OffscreenCanvasRenderingContext2D, width: number, height: number) => void,
): Canvas {
  const canvas = new OffscreenCanvas(Math.max(1, width), Math.max(1, height));
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  draw(context, canvas.width, canvas.height);
  return canvas;
}

/** Less light, and the noise that a sensor adds when it amplifies what is left. */
function darkened(picture: Canvas, gain: number, noise: number): Canvas {
  return drawn(picture.width, picture.height, (context, width, height) => {
    context.drawImage(picture, 0, 0);
    const pixels = context.getImageData(0, 0, width, height);
    let state = 1;
    const random = (): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 4_294_967_296;
    };
    for (let index = 0; index < pixels.data.length; index++) {
      if (index % 4 === 3) continue;
      // The sum of three uniform numbers is close enough to a normal one.
      const normal = 2 * (random() + random() + random() - 1.5);
      pixels.data[index] = (pixels.data[index] ?? 0) * gain + normal * noise;
    }
    context.putImageData(pixels, 0, 0);
  });
}
