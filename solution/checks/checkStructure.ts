import { attribute, children, textOf, type XmlElement } from "../xml";
import type { Problem } from "./problem";
import type { SolutionFolder } from "./solutionFolder";

/**
 * What may stand in an element. The shapes follow the service's public schema (9.0.0.2090, 2018) and, marked by
 * `newer`, what exports of 2024 to 2026 have beyond it.
 */
interface Shape {
  readonly children: readonly string[];
  readonly newer?: readonly string[];
  readonly required?: readonly string[];
  /** Children in this very order; `newer` ones stand anywhere. */
  readonly ordered?: boolean;
  /** Children that may be there more than once. */
  readonly repeated?: readonly string[];
  /** All attributes there may be; undefined: not checked. */
  readonly attributes?: readonly string[];
}

function words(list: string): readonly string[] {
  return list.trim().split(/\s+/);
}

const COLUMN =
  words(`Type Name LogicalName ExternalName IsCustomField ValidForCreateApi ValidForReadApi ValidForUpdateApi
  DisplayMask Length IsLogical AttributeOf YomiOf CalculationOf AggregateOf IsAuditEnabled XmlAbbreviation ImeMode
  RequiredLevel LinkedAttribute Format MaxLength MinValue MaxValue Accuracy Descriptions displaynames OptionSetName
  optionset AppDefaultValue AccuracySource ReferencedEntityObjectTypeCode LookupBrowse LookupStyle LookupTypes IsSecured
  IsCustomizable IsRenameable CanModifySearchSettings CanModifyRequirementLevelSettings
  CanModifyFieldLevelSecuritySettings CanModifyAdditionalSettings IntroducedVersion SourceType FormulaDefinitionFileName
  Behavior CanChangeDateTimeBehavior IsGlobalFilterEnabled IsSortableEnabled CanModifyGlobalFilterSettings
  CanModifyIsSortableSettings IsActive IsDataSourceSecret`);

const TABLE = words(`EntitySetName ExternalName ExternalCollectionName HasRelatedNotes HasRelatedFeedback
  HasRelatedActivities IsConnectionsEnabled IsDocumentManagementEnabled IsCollaboration AutoRouteToOwnerQueue
  AutoCreateAccessTeams OwnershipTypeMask IsAuditEnabled IsActivity ActivityTypeMask DaysSinceRecordLastModified
  IsActivityParty IsReplicated IsReplicationUserFiltered IsRequiredOffline IsDuplicateCheckSupported
  IsBusinessProcessEnabled IsInteractionCentricEnabled IsMailMergeEnabled IsVisibleInMobile MobileClientType
  IsVisibleInMobileClient IsReadOnlyInMobileClient IsOfflineInMobileClient IsReadingPaneEnabled IsMapiGridEnabled
  IsCustomizable IsRenameable IsMappable CanModifyConnectionSettings CanModifyAuditSettings CanModifyMobileVisibility
  CanModifyMobileClientVisibility CanModifyMobileClientReadOnly CanModifyMobileClientOffline
  CanModifyDuplicateDetectionSettings CanModifyMailMergeSettings CanModifyQueueSettings CanCreateAttributes
  CanBeRelatedEntityInRelationship CanBePrimaryEntityInRelationship CanBeInManyToMany CanCreateForms CanCreateCharts
  CanCreateViews CanModifyAdditionalSettings LocalizedNames LocalizedCollectionNames Descriptions EntityMask
  EntityHelpUrlEnabled EntityHelpUrl IconLargeName IconMediumName IconSmallName IconVectorName IsQuickCreateEnabled
  IntroducedVersion EnforceStateTransitions CanChangeHierarchicalRelationship IsKnowledgeManagementEnabled EntityColor
  ChangeTrackingEnabled CanChangeTrackingBeEnabled IsOneNoteIntegrationEnabled IsDocumentRecommendationsEnabled
  IsBPFEntity DataProviderId DataSourceId SyncToExternalSearchIndex CanEnableSyncToExternalSearchIndex
  IsEnabledForExternalChannels IsSLAEnabled MobileOfflineFilters EntityKeys attributes`);

const CELL_ATTRIBUTES = words(`id showlabel labelid locklevel colspan rowspan userspacer visible auto addedby
  availableforphone ishidden ordinalvalue`);

/** By the names of an element and its parent, then of the element alone. */
const SHAPES: Readonly<Record<string, Shape>> = {
  Entity: {
    children: words(
      "Name ObjectTypeCode EntityInfo FormXml SavedQueries Visualizations RibbonDiffXml Icons Strings HierarchyRules",
    ),
    required: ["Name", "EntityInfo"],
  },
  entity: {
    children: TABLE,
    newer: words(
      "IsRetrieveAuditEnabled IsRetrieveMultipleAuditEnabled IsMSTeamsIntegrationEnabled IsSolutionAware",
    ),
    required: ["attributes", "EntitySetName"],
    attributes: ["Name", "unmodified"],
  },
  "attributes/attribute": {
    children: COLUMN,
    newer: words("AutoNumberFormat IsSearchable IsFilterable IsRetrievable IsLocalizable"),
    required: ["Type", "Name", "LogicalName"],
    attributes: ["PhysicalName", "unmodified"],
  },
  EntityKey: {
    children: words("Name LogicalName IntroducedVersion IsCustomizable displaynames EntityKeyAttributes"),
    required: ["Name", "EntityKeyAttributes"],
  },
  optionset: {
    children: words(
      "OptionSetType IsGlobal IntroducedVersion IsCustomizable ExternalTypeName displaynames Descriptions options statuses states",
    ),
    ordered: true,
    attributes: words("Name localizedName description unmodified"),
  },
  option: {
    children: words("labels Descriptions Colors"),
    required: ["labels"],
    attributes: words("id value ExternalValue Color addedby IsHidden"),
  },
  "EntityRelationships/EntityRelationship": {
    children:
      words(`EntityRelationshipType IntroducedVersion IsHierarchical IsCustomizable ReferencingAttributeName
      ReferencingAttributeRequiredLevel RelationshipDescription ReferencingEntityName ReferencedEntityName
      FirstEntityName SecondEntityName IntersectEntityName CascadeAssign CascadeDelete CascadeReparent CascadeShare
      CascadeUnshare CascadeRollupView IsValidForAdvancedFind field EntityRelationshipRoles`),
    newer: ["CascadeArchive"],
    attributes: ["Name"],
  },
  EntityRelationshipRole: {
    children: words(
      "NavPaneDisplayOption NavPaneArea NavPaneOrder NavigationPropertyName CustomLabels RelationshipRoleType AssociationRoleOrdinal",
    ),
    ordered: true,
  },
  systemform: {
    children: words(
      "formid IsCustomizable IntroducedVersion CanBeDeleted FormPresentation FormActivationState form LocalizedNames Descriptions",
    ),
    required: words("formid form LocalizedNames"),
  },
  form: {
    children: words(`ancestor hiddencontrols controlDescriptions tabs header footer events formLibraries
      externaldependencies formparameters clientresources Navigation DisplayConditions RibbonDiffXml`),
    required: ["tabs"],
    attributes:
      words(`enablerelatedinformation relatedInformationCollapsed hasmargin addedby shownavigationbar showImage
      maxWidth headerdensity`),
  },
  tab: {
    children: words("labels tabheader tabfooter columns events"),
    required: ["columns"],
    attributes:
      words(`group name verticallayout showlabel labelid id IsUserDefined locklevel addedby expanded visible
      availableforphone collapsible ordinalvalue contentType`),
  },
  "columns/column": { children: ["sections"], attributes: ["width", "ordinalvalue"] },
  section: {
    children: words("labels rows"),
    attributes:
      words(`group name showlabel labelid showbar id IsUserDefined height locklevel layout addedby visible
      rowheight autoexpand columns labelwidth celllabelalignment celllabelposition availableforphone ordinalvalue`),
  },
  "rows/row": { children: ["cell"], repeated: ["cell"], attributes: ["height", "addedby", "ordinalvalue"] },
  "row/cell": { children: words("labels control events"), attributes: CELL_ATTRIBUTES },
  control: {
    children: words("labels parameters"),
    attributes:
      words(`id uniqueid classid labelid datafieldname disabled addedby isunbound isrequired relationship
      indicationOfSubgrid`),
  },
  controlDescription: {
    children: ["customControl"],
    repeated: ["customControl"],
    attributes: ["forControl"],
  },
  customControl: {
    children: ["parameters"],
    required: ["parameters"],
    attributes: words("id formFactor name version"),
  },
  Library: { children: [], attributes: words("name libraryUniqueId") },
  Handler: {
    children: ["dependencies"],
    attributes: words(
      "functionName libraryName handlerUniqueId enabled passExecutionContext parameters ordinalvalue",
    ),
  },
  savedquery: {
    children:
      words(`savedqueryid queryapi LocalizedNames Descriptions IsCustomizable CanBeDeleted isquickfindquery
      fetchxml IntroducedVersion isdefault isprivate returnedtypecode conditionalformatting layoutxml querytype
      columnsetxml`),
    required: words("savedqueryid LocalizedNames"),
  },
  visualization: {
    children:
      words(`savedqueryvisualizationid datadescription presentationdescription isdefault LocalizedNames
      Descriptions IsCustomizable IntroducedVersion CanBeDeleted`),
    required: words("savedqueryvisualizationid datadescription presentationdescription LocalizedNames"),
  },
  Role: {
    children: words("IsCustomizable IntroducedVersion RolePrivileges"),
    newer: ["IsAutoAssigned"],
    attributes: words("name id unmodified xmlns:xsi"),
  },
  "AppModuleRoleMaps/Role": { children: [], attributes: ["id", "solutionaction"] },
  "DisplayConditions/Role": { children: [], attributes: ["Id"] },
  RolePrivilege: { children: [], attributes: words("name level") },
  AppModule: {
    children: words(`UniqueName IntroducedVersion WebResourceId WelcomePageId FormFactor ClientType URL
      AppModuleComponents AppModuleRoleMaps AppConfig LocalizedNames Descriptions`),
    newer: words("OptimizedFor statecode statuscode NavigationType appsettings"),
    required: words(
      "UniqueName IntroducedVersion WebResourceId FormFactor AppModuleComponents LocalizedNames",
    ),
    ordered: true,
  },
  AppModuleComponent: {
    children: [],
    attributes: words("type schemaName id parentId behavior solutionaction"),
  },
  AppModuleSiteMap: {
    children: words("SiteMapUniqueName SiteMapName SiteMap LocalizedNames"),
    newer: words("EnableCollapsibleGroups ShowHome ShowPinned ShowRecents"),
    required: words("SiteMapUniqueName SiteMap"),
    ordered: true,
  },
  Area: {
    children: words("Titles Descriptions Group"),
    ordered: true,
    repeated: ["Group"],
    attributes:
      words(`Id Title ResourceId UpdateBreadcrumb Icon VectorIcon Url ShowGroups License IntroducedVersion
      Description ToolTipResourseId DescriptionResourceId`),
  },
  Group: {
    children: words("Titles Descriptions SubArea"),
    ordered: true,
    repeated: ["SubArea"],
    attributes:
      words(`Id Title Icon VectorIcon Url ResourceId UpdateBreadcrumb IsProfile License IntroducedVersion
      Description ToolTipResourseId DescriptionResourceId`),
  },
  SubArea: {
    children: words("Titles Descriptions Privilege"),
    ordered: true,
    repeated: ["Privilege"],
    attributes:
      words(`Id Title ResourceId UpdateBreadcrumb Icon VectorIcon OutlookShortcutIcon Url PassParams Client
      AvailableOffline CheckExtensionProperty Sku License Entity IntroducedVersion Description DescriptionResourceId
      ToolTipResourseId GetStartedPanePath GetStartedPanePathOutlook GetStartedPanePathAdmin DefaultDashboard
      GetStartedPanePathAdminOutlook`),
  },
  WebResource: {
    children:
      words(`WebResourceId Name DisplayName Description SilverlightVersion LanguageCode WebResourceType
      IntroducedVersion IsEnabledForMobileClient IsAvailableForMobileOffline DependencyXml IsCustomizable CanBeDeleted
      IsHidden FileName`),
    required: words("WebResourceId Name FileName"),
    ordered: true,
  },
  CustomControl: { children: words("Name FileName"), required: ["Name", "FileName"], ordered: true },
  SolutionManifest: {
    children: words(
      "UniqueName LocalizedNames Descriptions Version Managed Publisher RootComponents MissingDependencies",
    ),
    required: words("UniqueName LocalizedNames Version Managed Publisher RootComponents MissingDependencies"),
    ordered: true,
  },
  Publisher: {
    children:
      words(`UniqueName LocalizedNames Descriptions EMailAddress SupportingWebsiteUrl CustomizationPrefix
      CustomizationOptionValuePrefix Addresses`),
    required: words("UniqueName LocalizedNames CustomizationPrefix CustomizationOptionValuePrefix"),
    ordered: true,
  },
};

/** Elements whose text is 0 or 1. */
const FLAG =
  /^((Is|Can|ValidFor)[A-Z]\w*|is(quickfindquery|private|default)|ChangeTrackingEnabled|EnforceStateTransitions)$/;

/** Queries, grids, charts and a control's parameters have elements of the same names that mean something else; other checks read them. */
const LANGUAGES_OF_THEIR_OWN = [
  "fetchxml",
  "layoutxml",
  "datadescription",
  "presentationdescription",
  "parameters",
];

/** Elements hold what the service's schema lets them hold, in its order, and flags are 0 or 1. */
export function checkStructure(solution: SolutionFolder): Problem[] {
  const problems: Problem[] = [];
  for (const [file, root] of solution.documents) {
    if (file.startsWith("Controls/") && !file.endsWith(".data.xml")) continue;
    if (
      file.endsWith("RibbonDiff.xml") ||
      file === "Other/Customizations.xml" ||
      file === "Other/Relationships.xml"
    )
      continue;
    visit(root, "", (element, parent) => {
      const shape = SHAPES[`${parent}/${element.tagName}`] ?? SHAPES[element.tagName];
      if (shape) checkShape(file, element, shape, problems);
      if (FLAG.test(element.tagName) && children(element).length === 0 && !/^[01]$/.test(textOf(element))) {
        problems.push({
          file,
          element: element.tagName,
          rule: "flag",
          message: `is 0 or 1, not "${textOf(element)}"`,
        });
      }
    });
  }
  return problems;
}

function checkShape(file: string, element: XmlElement, shape: Shape, problems: Problem[]): void {
  const name = ["PhysicalName", "Name", "name", "id", "Id"]
    .map((key) => attribute(element, key))
    .find(Boolean);
  const called = name ? `${element.tagName} ${name}` : element.tagName;
  const problem = (rule: string, message: string) => problems.push({ file, element: called, rule, message });
  const newer = shape.newer ?? [];
  const seen = new Set<string>();
  let last = -1;
  for (const inner of children(element)) {
    const { tagName } = inner;
    const position = shape.children.indexOf(tagName);
    if (position < 0 && !newer.includes(tagName)) problem("element-known", `cannot contain <${tagName}>`);
    if (seen.has(tagName) && !shape.repeated?.includes(tagName))
      problem("element-once", `has <${tagName}> twice`);
    seen.add(tagName);
    if (shape.ordered && position >= 0) {
      if (position < last) problem("element-order", `has <${tagName}> after what must follow it`);
      last = Math.max(last, position);
    }
  }
  for (const required of shape.required ?? []) {
    if (!seen.has(required)) problem("element-required", `has no <${required}>`);
  }
  if (shape.attributes) {
    for (const each of Array.from(element.attributes)) {
      if (!shape.attributes.includes(each.name))
        problem("attribute-known", `cannot have the attribute ${each.name}`);
    }
  }
}

function visit(
  element: XmlElement,
  parent: string,
  each: (element: XmlElement, parent: string) => void,
): void {
  each(element, parent);
  if (LANGUAGES_OF_THEIR_OWN.includes(element.tagName)) return;
  for (const inner of children(element)) visit(inner, element.tagName, each);
}
