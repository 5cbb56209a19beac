import * as React from "react";
import type { PageDescription } from "../description";
import { languageIds, localeOf } from "../pcf/locale";
import type { Failing, Faults } from "./faultSwitches";
import type { PageQuery } from "./pageQuery";
import type { PageStrings } from "./pageStrings";

export interface SwitchBarProps {
  readonly query: PageQuery;
  readonly description: PageDescription;
  readonly strings: PageStrings;
  readonly faults: Faults;
  /** Changes a switch while the page goes on. */
  readonly live: (change: Partial<PageQuery>) => void;
  /** Changes a switch that needs the page anew. */
  readonly reload: (change: Partial<PageQuery>) => void;
  readonly setFaults: (faults: Faults) => void;
  readonly setLanguage: (languageId: number) => void;
}

function languageName(languageId: number): string {
  const [language = ""] = localeOf(languageId).tag.split("-");
  const name = new Intl.DisplayNames(language, { type: "language" }).of(language) ?? language;
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}

/** The sandbox's own bar above the app: who is signed in, in which language, on what kind of day. */
export function SwitchBar(props: SwitchBarProps): React.ReactElement {
  const { query, description, strings, faults, live, reload } = props;
  return (
    <aside className="switches" aria-label={strings.switches}>
      <strong>Entente sandbox</strong>
      <label>
        {strings.user}
        <select
          value={description.user.id}
          onChange={(event) => {
            reload({ userId: event.target.value });
          }}
        >
          {description.people.map((person) => (
            <option key={person.id} value={person.id}>
              {person.name} ({person.roles.join(", ")})
            </option>
          ))}
        </select>
      </label>
      <label>
        {strings.language}
        <select
          value={description.user.languageId}
          onChange={(event) => {
            props.setLanguage(Number(event.target.value));
          }}
        >
          {languageIds.map((languageId) => (
            <option key={languageId} value={languageId}>
              {languageName(languageId)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {strings.react}
        <select
          value={query.react}
          onChange={(event) => {
            reload({ react: event.target.value === "16" ? "16" : "17" });
          }}
        >
          <option value="17">17.0.2</option>
          <option value="16">16.14.0</option>
        </select>
      </label>
      <Toggle label={strings.dark} on={query.dark} set={(dark) => live({ dark })} />
      <Toggle label={strings.phone} on={query.phone} set={(phone) => reload({ phone })} />
      <Toggle label={strings.newLook} on={query.newLook} set={(newLook) => reload({ newLook })} />
      <Toggle label={strings.offline} on={query.offline} set={(offline) => live({ offline })} />
      <Toggle label={strings.slow} on={faults.slow} set={(slow) => props.setFaults({ ...faults, slow })} />
      <label>
        {strings.failing}
        <select
          value={faults.failing}
          onChange={(event) => {
            props.setFaults({ ...faults, failing: event.target.value as Failing });
          }}
        >
          <option value="no">{strings.no}</option>
          <option value="throttled">{strings.throttled}</option>
          <option value="unavailable">{strings.unavailable}</option>
          <option value="cut">{strings.cut}</option>
        </select>
      </label>
    </aside>
  );
}

function Toggle({
  label,
  on,
  set,
}: {
  readonly label: string;
  readonly on: boolean;
  readonly set: (on: boolean) => void;
}): React.ReactElement {
  return (
    <label className="toggle">
      <input
        type="checkbox"
        checked={on}
        onChange={(event) => {
          set(event.target.checked);
        }}
      />
      {label}
    </label>
  );
}
