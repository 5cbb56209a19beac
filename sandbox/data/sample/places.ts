export type Language = "fr" | "nl" | "en";

export interface Place {
  readonly city: string;
  readonly postalCode: string;
  readonly country: string;
  readonly language: Language;
  /** Start of a telephone number; the numbers themselves are from ranges kept for fiction where there is one. */
  readonly phonePrefix: string;
}

const FRANCE = { country: "France", language: "fr", phonePrefix: "+33 1 99 00 " } as const;
const FLANDERS = { country: "Belgium", language: "nl", phonePrefix: "+32 2 555 " } as const;
const WALLONIA = { country: "Belgium", language: "fr", phonePrefix: "+32 2 555 " } as const;
const NETHERLANDS = { country: "Netherlands", language: "nl", phonePrefix: "+31 20 555 " } as const;
const UNITED_KINGDOM = { country: "United Kingdom", language: "en", phonePrefix: "+44 20 7946 0" } as const;
const IRELAND = { country: "Ireland", language: "en", phonePrefix: "+353 1 555 " } as const;
const LUXEMBOURG = { country: "Luxembourg", language: "fr", phonePrefix: "+352 26 55 " } as const;

export const PLACES: readonly Place[] = [
  { city: "Paris", postalCode: "75009", ...FRANCE },
  { city: "Lyon", postalCode: "69003", ...FRANCE },
  { city: "Lille", postalCode: "59000", ...FRANCE },
  { city: "Nantes", postalCode: "44000", ...FRANCE },
  { city: "Toulouse", postalCode: "31000", ...FRANCE },
  { city: "Bordeaux", postalCode: "33000", ...FRANCE },
  { city: "Strasbourg", postalCode: "67000", ...FRANCE },
  { city: "Dijon", postalCode: "21000", ...FRANCE },
  { city: "Saint-Étienne", postalCode: "42000", ...FRANCE },
  { city: "Grenoble", postalCode: "38000", ...FRANCE },
  { city: "Antwerpen", postalCode: "2000", ...FLANDERS },
  { city: "Gent", postalCode: "9000", ...FLANDERS },
  { city: "Leuven", postalCode: "3000", ...FLANDERS },
  { city: "Hasselt", postalCode: "3500", ...FLANDERS },
  { city: "Bruxelles", postalCode: "1000", ...WALLONIA },
  { city: "Liège", postalCode: "4000", ...WALLONIA },
  { city: "Namur", postalCode: "5000", ...WALLONIA },
  { city: "Amsterdam", postalCode: "1012 AB", ...NETHERLANDS },
  { city: "Rotterdam", postalCode: "3011 CD", ...NETHERLANDS },
  { city: "Utrecht", postalCode: "3511 EH", ...NETHERLANDS },
  { city: "Eindhoven", postalCode: "5611 KL", ...NETHERLANDS },
  { city: "London", postalCode: "EC2A 4NE", ...UNITED_KINGDOM },
  { city: "Manchester", postalCode: "M1 4BT", ...UNITED_KINGDOM },
  { city: "Dublin", postalCode: "D02 X285", ...IRELAND },
  { city: "Luxembourg", postalCode: "L-1855", ...LUXEMBOURG },
];

/** @throws Error for a city that the sample does not have */
export function placeIn(city: string): Place {
  const place = PLACES.find((candidate) => candidate.city === city);
  if (place === undefined) {
    throw new Error(`The sample has no city "${city}".`);
  }
  return place;
}
