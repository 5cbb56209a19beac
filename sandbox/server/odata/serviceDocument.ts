import type { Exchange, WebApiAnswer } from "../http/exchange";

/** `GET /api/data/v9.2/`: the names of the entity sets. */
export function serviceDocument(exchange: Exchange): WebApiAnswer {
  const sets = [...exchange.organization.metadata.tables.values()].map((table) => table.entitySetName).sort();
  return {
    status: 200,
    headers: {},
    body: {
      "@odata.context": `${exchange.serviceRoot}$metadata`,
      value: sets.map((name) => ({ name, kind: "EntitySet", url: name })),
    },
  };
}
