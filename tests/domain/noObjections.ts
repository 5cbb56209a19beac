import type { Objections } from "../../domain/reach";

/** Of somebody who has refused nothing, as far as is known. */
export const noObjections: Objections = {
  email: false,
  bulkEmail: false,
  phone: false,
  post: false,
  marketing: false,
  following: false,
  optedOut: null,
};
