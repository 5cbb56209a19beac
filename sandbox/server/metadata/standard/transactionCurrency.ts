import { activeInactive, decimal, describeTable, guid, integer, readOnly, text } from "./describe";

export const transactionCurrency = describeTable({
  schemaName: "TransactionCurrency",
  entitySetName: "transactioncurrencies",
  objectTypeCode: 9105,
  labels: ["Currency", "Devise", "Valuta"],
  pluralLabels: ["Currencies", "Devises", "Valuta's"],
  ownership: "OrganizationOwned",
  primaryName: "currencyname",
  states: activeInactive(),
  relationships: {
    createdBy: "lk_transactioncurrencybase_createdby",
    createdOnBehalfBy: "lk_transactioncurrencybase_createdonbehalfby",
    modifiedBy: "lk_transactioncurrencybase_modifiedby",
    modifiedOnBehalfBy: "lk_transactioncurrencybase_modifiedonbehalfby",
  },
  columns: [
    text("CurrencyName", ["Currency Name", "Nom de la devise", "Valutanaam"], 100, {
      required: "systemrequired",
    }),
    integer("CurrencyPrecision", ["Currency Precision", "Précision de la devise", "Valutaprecisie"], [0, 4], {
      required: "systemrequired",
    }),
    text("CurrencySymbol", ["Currency Symbol", "Symbole de la devise", "Valutasymbool"], 13, {
      required: "systemrequired",
    }),
    guid("EntityImageId", "Entity Image Id", readOnly),
    // Units of this currency for one unit of the base currency.
    decimal(
      "ExchangeRate",
      ["Exchange Rate", "Taux de change", "Wisselkoers"],
      [0.0000000001, 100000000000],
      10,
      {
        required: "systemrequired",
      },
    ),
    text("ISOCurrencyCode", ["Currency Code", "Code de la devise", "Valutacode"], 5, {
      required: "systemrequired",
    }),
    guid("OrganizationId", ["Organization", "Organisation", "Organisatie"], readOnly),
  ],
});
