/** By what a product's key says; the first that fits, so the more special words come first. */
const WORDS = [
  ['backpack', /backpack|bag/i],
  ['lamp', /lamp|light/i],
  ['tablet', /tablet/i],
  ['chair', /chair|stool/i],
  ['desk', /desk|table/i],
  ['laptop', /laptop|notebook/i],
  ['webcam', /webcam|camera/i],
  ['monitor', /monitor|screen|display/i],
  ['keyboard', /keyboard/i],
  ['mouse', /mouse/i],
  ['headphones', /head(phone|set)/i],
  ['microphone', /microphone/i],
  ['speaker', /speaker/i],
  ['dock', /dock|hub/i],
  ['charger', /charger|adapter/i],
  ['cable', /cable/i],
] as const;

/** What there is a drawing of; a parcel stands for all else. */
export type DrawingName = (typeof WORDS)[number][0] | 'parcel';

/** Which drawing shows a product, by its key. */
export const drawingNameOf = (product: string): DrawingName =>
  WORDS.find(([, word]) => word.test(product))?.[0] ?? 'parcel';
