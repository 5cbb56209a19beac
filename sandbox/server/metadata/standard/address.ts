import type { ColumnDescription, Text } from "./describe";
import { choice, double, guid, integer, memo, readOnly, text } from "./describe";

interface AddressDetails {
  /** Leads have no freight terms and no name of a person; their address names are shorter. */
  readonly ofLead?: boolean;
  readonly searchedCity?: boolean;
}

/** The columns of one of the addresses that accounts, contacts and leads carry in their own row. */
export function address(number: 1 | 2 | 3, details: AddressDetails = {}): readonly ColumnDescription[] {
  const name = (part: string) => `Address${String(number)}_${part}`;
  const label = ([english, french, dutch]: readonly [string, string, string]): Text => [
    `Address ${String(number)}: ${english}`,
    `Adresse ${String(number)} : ${french}`,
    `Adres ${String(number)}: ${dutch}`,
  ];
  return [
    guid(name("AddressId"), label(["ID", "ID", "ID"])),
    choice(
      name("AddressTypeCode"),
      label(["Address Type", "type d'adresse", "adrestype"]),
      details.ofLead
        ? [[1, "Default Value"]]
        : [
            [1, ["Bill To", "Facturation", "Factuur"]],
            [2, ["Ship To", "Livraison", "Verzending"]],
            [3, ["Primary", "Principale", "Primair"]],
            [4, ["Other", "Autre", "Overig"]],
          ],
    ),
    text(name("City"), label(["City", "ville", "plaats"]), 80, { searched: details.searchedCity ?? false }),
    memo(name("Composite"), label(["Address", "adresse", "adres"]), 1000, readOnly),
    text(name("Country"), label(["Country/Region", "pays/région", "land/regio"]), 80),
    text(name("County"), label(["County", "comté", "district"]), 50),
    text(name("Fax"), label(["Fax", "télécopie", "fax"]), 50),
    double(name("Latitude"), label(["Latitude", "latitude", "breedtegraad"]), [-90, 90], 5),
    text(name("Line1"), label(["Street 1", "rue 1", "straat 1"]), 250),
    text(name("Line2"), label(["Street 2", "rue 2", "straat 2"]), 250),
    text(name("Line3"), label(["Street 3", "rue 3", "straat 3"]), 250),
    double(name("Longitude"), label(["Longitude", "longitude", "lengtegraad"]), [-180, 180], 5),
    text(name("Name"), label(["Name", "nom", "naam"]), details.ofLead ? 100 : 200),
    text(name("PostalCode"), label(["ZIP/Postal Code", "code postal", "postcode"]), 20),
    text(name("PostOfficeBox"), label(["Post Office Box", "boîte postale", "postbus"]), 20),
    ...(details.ofLead
      ? []
      : [
          text(
            name("PrimaryContactName"),
            label(["Primary Contact Name", "contact principal", "contactpersoon"]),
            100,
          ),
          choice(
            name("FreightTermsCode"),
            label(["Freight Terms", "conditions de transport", "vrachtvoorwaarden"]),
            [
              [1, "FOB"],
              [2, ["No Charge", "Gratuit", "Kosteloos"]],
            ],
          ),
        ]),
    choice(name("ShippingMethodCode"), label(["Shipping Method", "mode de livraison", "verzendmethode"]), [
      [1, "Airborne"],
      [2, "DHL"],
      [3, "FedEx"],
      [4, "UPS"],
      [5, ["Postal Mail", "Courrier postal", "Post"]],
      [6, "Full Load"],
      [7, "Will Call"],
    ]),
    text(name("StateOrProvince"), label(["State/Province", "département/région", "provincie"]), 50),
    text(name("Telephone1"), label(["Phone", "téléphone", "telefoon"]), 50, { format: "Phone" }),
    text(name("Telephone2"), label(["Telephone 2", "téléphone 2", "telefoon 2"]), 50),
    text(name("Telephone3"), label(["Telephone 3", "téléphone 3", "telefoon 3"]), 50),
    text(name("UPSZone"), label(["UPS Zone", "zone UPS", "UPS-zone"]), 4),
    integer(name("UTCOffset"), label(["UTC Offset", "décalage UTC", "UTC-verschil"]), [-1500, 1500], {
      format: "TimeZone",
    }),
  ];
}
