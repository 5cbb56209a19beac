import type { Chance } from "./chance";

const DAY = 86_400_000;

/** The day `days` after now (before, when negative) at a time of the day in UTC. */
export function dayFrom(now: Date, days: number, hour = 9, minute = 0): Date {
  const midnight = Math.floor(now.getTime() / DAY) * DAY;
  return new Date(midnight + days * DAY + (hour * 60 + minute) * 60_000);
}

/** The first working day at or after the given one: nobody plans a meeting on a Sunday. */
export function workingDayFrom(now: Date, days: number, hour = 9, minute = 0): Date {
  let date = dayFrom(now, days, hour, minute);
  while (date.getUTCDay() === 0 || date.getUTCDay() === 6) {
    date = new Date(date.getTime() + DAY);
  }
  return date;
}

/** Some moment of the day `daysAgo` days ago, mostly in working hours, and never later than now. */
export function momentAgo(now: Date, daysAgo: number, chance: Chance): Date {
  const minuteOfDay = chance.happens(0.85) ? chance.int(7 * 60, 17 * 60) : chance.int(5 * 60, 21 * 60);
  const moment = dayFrom(now, -daysAgo, 0, minuteOfDay).getTime() + chance.int(0, 59) * 1000;
  return moment <= now.getTime() ? new Date(moment) : new Date(now.getTime() - chance.int(1, 90) * 60_000);
}
