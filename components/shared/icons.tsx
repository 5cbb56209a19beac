import { drawn } from "./drawn";

/** Icons of every component; what one alone draws stands with it, and adds to no other bundle. */
export const icons = {
  refresh: drawn("M13 8a5 5 0 1 1-1.6-3.7M13 2.5v3h-3"),
  notice: drawn("M8 7.2v4M8 4.8v.1M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4Z"),
  problem: drawn(
    "M8 6v3.4M8 11.6v.1M7.1 2.6 1.7 12.2a1 1 0 0 0 .9 1.5h10.8a1 1 0 0 0 .9-1.5L8.9 2.6a1 1 0 0 0-1.8 0Z",
  ),
  offline: drawn(
    "M2 2l12 12M4.6 9.8a5 5 0 0 1 2.6-1.4M2.4 7.4A8.4 8.4 0 0 1 5 5.7M8 4.8a8.4 8.4 0 0 1 5.6 2.6M10.3 8.9l1.1.9M8 12.6v.1",
  ),
  shield: drawn("M8 1.8 3 3.6v4c0 3.2 2.1 5.4 5 6.6 2.9-1.2 5-3.4 5-6.6v-4L8 1.8ZM5.8 7.8 7.4 9.4l2.9-3"),
  locked: drawn("M4.5 7V5a3.5 3.5 0 1 1 7 0v2M3.5 7h9v6.5h-9z"),
} as const;
