import * as fc from "fast-check";
import { anyText } from "../anyText";
import { seniorities, seniorityOf, type Seniority } from "../../domain/seniority";

describe("the rank that a job title names", () => {
  const titles: readonly (readonly [Seniority, readonly string[]])[] = [
    [
      "executive",
      [
        ...[
          "Chief Executive Officer",
          "Chief Information Security Officer",
          "CEO",
          "Managing Director",
          "Owner",
        ],
        ...[
          "Directeur général",
          "Directrice générale",
          "PDG",
          "DSI",
          "DRH",
          "Secrétaire général",
          "Président",
        ],
        ...["Algemeen directeur", "Zaakvoerder", "Secretaris-generaal", "Founder & CTO"],
        ...["CEO & Sales Manager", "Sales Manager & CEO", "General Manager & Head of Data"],
      ],
    ],
    [
      "director",
      [
        ...["Sales Director", "HR Director", "VP Sales", "Vice President, Marketing"],
        ...["Directeur des opérations", "Directrice financière", "Directeur général adjoint", "RSSI"],
        ...["IT-directeur", "Financieel directeur", "Verkoopdirecteur"],
      ],
    ],
    [
      "manager",
      [
        ...["Head of Data", "Marketing Manager", "Team Leader", "Deputy Director"],
        ...["Responsable infrastructure", "Cheffe de service", "Sous-directeur"],
        ...["Hoofd inkoop", "Marketingmanager", "Teamleider", "Adjunct-directeur", "Afdelingshoofd"],
      ],
    ],
    [
      "professional",
      [
        ...["Enterprise Architect", "Project Manager", "Account Manager", "Product Owner", "Process owner"],
        ...["Chef de projet", "Ingénieur système", "Juriste", "Sales Executive"],
        ...["Projectleider", "Systeembeheerder", "Functionaris gegevensbescherming", "Intern auditor"],
        ...["Deputy Project Manager", "Adjoint au chef de projet"],
      ],
    ],
    [
      "support",
      [
        ...["Executive Assistant to the CEO", "Office Manager", "Trainee", "Intern"],
        ...["Assistant de direction", "Secrétaire", "Assistante du directeur général"],
        ...["Directieassistent", "Secretaresse"],
        ...["Senior Office Manager", "Office Manager, Brussels", "Assistant Project Manager, Europe"],
      ],
    ],
  ];

  for (const [seniority, examples] of titles) {
    it.each(examples)(`${seniority}: %s`, (title) => {
      expect(seniorityOf(title)).toBe(seniority);
    });
  }

  it("says nothing where there is no title", () => {
    expect([seniorityOf(null), seniorityOf(""), seniorityOf(" - ")]).toEqual([null, null, null]);
  });

  it("does not depend on case, accents or the space around", () => {
    const known = titles.flatMap(([, examples]) => [...examples]);
    fc.assert(
      fc.property(fc.constantFrom(...known), (title) => {
        const rank = seniorityOf(title);
        expect(seniorityOf(`  ${title.toUpperCase()} `)).toBe(rank);
        expect(seniorityOf(title.normalize("NFD"))).toBe(rank);
        expect(seniorityOf(title.normalize("NFD").replace(/\p{Diacritic}/gu, ""))).toBe(rank);
      }),
    );
  });

  it("has an answer for any text", () => {
    fc.assert(
      fc.property(anyText(), (title) => {
        const rank = seniorityOf(title);
        expect(rank === null || seniorities.includes(rank)).toBe(true);
      }),
    );
  });

  it("never makes an assistant of the person assisted", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("Assistant to", "Assistente van", "Assistante de"),
        fc.constantFrom(...titles.flatMap(([, examples]) => [...examples])),
        (assisting, title) => expect(seniorityOf(`${assisting} ${title}`)).toBe("support"),
      ),
    );
  });
});
