/** The people, places and companies that all domains of a seed share. Plain data, all text. */

export interface Place {
  /** Number and street, sometimes a flat: `"1204 Maple Street, Apt 3B"`. */
  readonly street: string;
  readonly city: string;
  /** Two-letter code of the state. */
  readonly region: string;
  /** Five digits that lie in the city. */
  readonly postal_code: string;
  readonly country: string;
}

export interface Person {
  readonly first_name: string;
  readonly last_name: string;
  /** First and last name. */
  readonly name: string;
  /** No two people of a world share one. */
  readonly email: string;
  /** `"415-555-0123"`: a number reserved for fiction, with an area code of the place. */
  readonly phone: string;
  /** `YYYY-MM-DD` */
  readonly birth_date: string;
  readonly place: Place;
}

export interface Company {
  readonly name: string;
  /** Below the reserved top-level domain `.example`; no two companies of a world share one. */
  readonly domain: string;
  readonly phone: string;
  readonly place: Place;
}

/**
 * The world of a seed. Each function is total and pure: the same number gives the same values,
 * for every whole number from 0 (others are cut to one).
 */
export interface World {
  readonly person: (i: number) => Person;
  readonly place: (i: number) => Place;
  readonly company: (i: number) => Company;
}
