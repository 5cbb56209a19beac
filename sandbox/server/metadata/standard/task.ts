import { describeActivity, usualRegarding } from "./activity";
import { guid, integer, text } from "./describe";

export const task = describeActivity({
  schemaName: "Task",
  entitySetName: "tasks",
  objectTypeCode: 4212,
  labels: ["Task", "Tâche", "Taak"],
  pluralLabels: ["Tasks", "Tâches", "Taken"],
  states: [
    {
      value: 0,
      label: ["Open", "Ouverte", "Openstaand"],
      reasons: [
        [2, ["Not Started", "Non commencée", "Niet gestart"]],
        [3, ["In Progress", "En cours", "In uitvoering"]],
        [4, ["Waiting on someone else", "En attente de quelqu'un", "Wacht op iemand anders"]],
        [7, ["Deferred", "Différée", "Uitgesteld"]],
      ],
    },
    {
      value: 1,
      label: ["Completed", "Terminée", "Voltooid"],
      reasons: [[5, ["Completed", "Terminée", "Voltooid"]]],
    },
    {
      value: 2,
      label: ["Canceled", "Annulée", "Geannuleerd"],
      reasons: [[6, ["Canceled", "Annulée", "Geannuleerd"]]],
    },
  ],
  regarding: usualRegarding("Tasks"),
  columns: [
    text("Category", ["Category", "Catégorie", "Categorie"], 250),
    guid("CrmTaskAssignedUniqueId", "Task Assigned Unique ID"),
    integer("PercentComplete", ["Percent Complete", "Pourcentage effectué", "Percentage voltooid"], [0, 100]),
    text("Subcategory", ["Sub-Category", "Sous-catégorie", "Subcategorie"], 250),
    guid("SubscriptionId", "Subscription", { read: false }),
  ],
});
