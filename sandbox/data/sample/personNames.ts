import { Faker, base, en, fr, nl } from "@faker-js/faker";
import type { LocaleDefinition } from "@faker-js/faker";
import type { Language } from "./places";

/** Names of people and streets in one language. */
export interface Names {
  firstName(): string;
  lastName(): string;
  street(): string;
}

const LOCALES: Readonly<Record<Language, LocaleDefinition>> = { fr, nl, en };

function namesOf(locale: LocaleDefinition, seed: number): Names {
  const faker = new Faker({ locale: [locale, en, base], seed });
  return {
    firstName: () => faker.person.firstName(),
    lastName: () => faker.person.lastName(),
    street: () => faker.location.streetAddress(),
  };
}

/** Names in the three languages from Faker's locales, with a seed of their own for each purpose. */
export function namesIn(purpose: string): Readonly<Record<Language, Names>> {
  const seed = [...purpose].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_003, 7);
  return {
    fr: namesOf(LOCALES.fr, seed),
    nl: namesOf(LOCALES.nl, seed + 1),
    en: namesOf(LOCALES.en, seed + 2),
  };
}
