import { drawn } from "../shared/drawn";

export const interestIcons = {
  rising: drawn("M3 12 12.5 4M7 3.5h6v6"),
  steady: drawn("M3 8h10"),
  falling: drawn("M3 4l9.5 8M7 12.5h6v-6"),
  opened: drawn("M3.5 10.5 8 6l4.5 4.5"),
  closed: drawn("M3.5 6 8 10.5 12.5 6"),
  star: drawn("m8 2 1.8 3.8 4.2.5-3.1 2.9.8 4.1L8 11.3l-3.7 2 .8-4.1L2 6.3l4.2-.5L8 2Z"),
} as const;
