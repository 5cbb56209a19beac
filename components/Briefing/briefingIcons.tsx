import { drawn } from "../shared/drawn";

export const briefingIcons = {
  print: drawn("M4.5 6V2.5h7V6M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4h-7z"),
  copy: drawn("M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z"),
  link: drawn("M6.5 3.5h-3v9h9v-3M9 2.5h4.5V7M13.5 2.5l-6 6"),
} as const;
