import type { SampleAccount } from "./accounts";
import { Chance, Wheel } from "./chance";
import { contactId } from "./contactId";
import { momentAgo } from "./days";
import { JOB_TITLES } from "./jobTitles";
import type { JobTitle } from "./jobTitles";
import { namesIn } from "./personNames";
import type { Language } from "./places";
import type { SampleRow, SampleScope } from "./row";

/** What the other parts of the sample need to know of a contact. */
export interface SampleContact {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
  readonly language: Language;
  readonly job: JobTitle;
  readonly account: SampleAccount;
  /** Allows e-mails and visits to be followed; what others do leaves no trace. */
  readonly tracked: boolean;
}

/** People whose names try what a name can do to a page or a query; they work at the hostile accounts. */
const HOSTILE_NAMES: readonly (readonly [firstName: string, lastName: string])[] = [
  ["Robert'); DROP TABLE contact;--", "Tables"],
  ["<img src=x onerror=alert(1)>", "O'Brien & Söhne"],
  ["%_[a-z]*", 'Quote"Quote\\'],
  ["María José 🎻", "Nuñez-Ærøskøbing"],
  ["محمد", "الفارسي"],
  ["\u202eReversed", "]]></fetch><!--"],
];

const HOSTILE_ACCOUNTS = new Set(["hostileSql", "hostileMarkup", "emoji", "rightToLeft"]);

/** A name as part of a mail address. */
function mailbox(name: string): string {
  return name
    .normalize("NFD")
    .replace(/[^A-Za-z]+/g, "")
    .toLowerCase();
}

/** Everyone at the accounts, account by account. */
export function sampleContacts(accounts: readonly SampleAccount[]): SampleContact[] {
  const chance = new Chance("contact");
  const names = namesIn("contact");
  const jobs: Readonly<Record<Language, Wheel<JobTitle>>> = {
    fr: new Wheel(JOB_TITLES.fr.map((job) => [job, job.frequency] as const)),
    nl: new Wheel(JOB_TITLES.nl.map((job) => [job, job.frequency] as const)),
    en: new Wheel(JOB_TITLES.en.map((job) => [job, job.frequency] as const)),
  };
  const contacts: SampleContact[] = [];
  for (const account of accounts) {
    const mailboxes = new Map<string, number>();
    for (let index = 0; index < account.contacts; index++) {
      const language =
        account.place.city === "Bruxelles" && chance.happens(0.3) ? "nl" : account.place.language;
      const hostile = HOSTILE_ACCOUNTS.has(account.key ?? "") ? HOSTILE_NAMES[index] : undefined;
      const firstName = hostile?.[0] ?? names[language].firstName();
      const lastName = hostile?.[1] ?? names[language].lastName();
      const box = `${mailbox(firstName)}.${mailbox(lastName)}`.replace(/^\.|\.$/g, "") || "contact";
      const namesakes = mailboxes.get(box) ?? 0;
      mailboxes.set(box, namesakes + 1);
      contacts.push({
        id: contactId(account.id, index),
        firstName,
        lastName,
        email: `${box}${namesakes === 0 ? "" : String(namesakes + 1)}@${account.domain}.example`,
        phone: `${account.place.phonePrefix}${String(chance.int(10, 99))} ${String(chance.int(10, 99))}`,
        language,
        // The first one of every company decides, so that there is always somebody to talk to.
        job: index === 0 ? chance.pick(JOB_TITLES[language].slice(0, 5)) : jobs[language].draw(chance),
        account,
        tracked: account.key !== "notTrackable" && !chance.happens(0.07),
      });
    }
  }
  return contacts;
}

export function* contactRows(contacts: readonly SampleContact[], { now }: SampleScope): Iterable<SampleRow> {
  const chance = new Chance("contact columns");
  for (const contact of contacts) {
    const { account, job } = contact;
    const noBulkEmail = chance.happens(0.12) || account.key === "notTrackable";
    const left = chance.happens(0.015) && account.key === undefined;
    const age = (now.getTime() - account.createdOn.getTime()) / 86_400_000;
    yield {
      contactid: contact.id,
      firstname: contact.firstName,
      lastname: contact.lastName,
      jobtitle: job.title,
      department: DEPARTMENTS[contact.language][job.department],
      accountrolecode: job.role,
      parentcustomerid: { table: "account", id: account.id },
      emailaddress1: contact.email,
      telephone1: contact.phone,
      mobilephone: chance.happens(0.6)
        ? `+33 6 39 98 ${String(chance.int(10, 99))} ${String(chance.int(10, 99))}`
        : null,
      address1_city: account.place.city,
      address1_postalcode: account.place.postalCode,
      address1_country: account.place.country,
      preferredcontactmethodcode: chance.happens(0.7) ? 1 : chance.int(2, 3),
      followemail: contact.tracked,
      msdyn_disablewebtracking: !contact.tracked,
      donotemail: chance.happens(0.04),
      donotbulkemail: noBulkEmail,
      donotphone: chance.happens(0.06),
      donotpostalmail: chance.happens(0.03),
      donotsendmm: noBulkEmail && chance.happens(0.5),
      statecode: left ? 1 : 0,
      statuscode: left ? 2 : 1,
      ownerid: account.owner,
      createdon: momentAgo(now, chance.int(1, Math.max(1, Math.floor(age))), chance),
    };
  }
}

const DEPARTMENTS: Readonly<Record<Language, Readonly<Record<JobTitle["department"], string>>>> = {
  fr: {
    management: "Direction",
    it: "Informatique",
    data: "Données",
    finance: "Finance",
    operations: "Opérations",
    marketing: "Marketing",
    people: "Ressources humaines",
    legal: "Juridique",
  },
  nl: {
    management: "Directie",
    it: "IT",
    data: "Data",
    finance: "Financiën",
    operations: "Operaties",
    marketing: "Marketing",
    people: "Personeel",
    legal: "Juridische zaken",
  },
  en: {
    management: "Management",
    it: "IT",
    data: "Data",
    finance: "Finance",
    operations: "Operations",
    marketing: "Marketing",
    people: "People",
    legal: "Legal",
  },
};
