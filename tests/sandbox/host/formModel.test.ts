/** @jest-environment jsdom */
import {
  cellsOf,
  columnsOf,
  controlsOf,
  customControlClass,
  readForm,
} from "../../../sandbox/host/form/formModel";

const formXml = `
  <form>
    <tabs>
      <tab name="interest" id="{1}" showlabel="true">
        <labels><label description="Interest" languagecode="1033" /><label description="Interesse" languagecode="1043" /></labels>
        <columns><column width="60%"><sections>
          <section name="main" columns="11" showlabel="false">
            <labels><label description="Main" languagecode="1033" /></labels>
            <rows>
              <row>
                <cell id="{2}" showlabel="false" colspan="2">
                  <control id="name1" classid="{F9A8A302-114E-466A-B582-6771B2AE0D92}" datafieldname="name" uniqueid="{AAAAAAAA-0000-4000-8000-000000000001}" />
                </cell>
              </row>
              <row>
                <cell id="{3}"><control id="telephone1" classid="{4273EDBD-AC1D-40D3-9FB2-095C621B552D}" datafieldname="telephone1" disabled="true" /></cell>
                <cell id="{4}" visible="false"><control id="fax" classid="{4273EDBD-AC1D-40D3-9FB2-095C621B552D}" datafieldname="fax" /></cell>
                <cell id="{5}" />
              </row>
            </rows>
          </section>
        </sections></column></columns>
      </tab>
    </tabs>
    <controlDescriptions>
      <controlDescription forControl="{aaaaaaaa-0000-4000-8000-000000000001}">
        <customControl id="{4273EDBD-AC1D-40D3-9FB2-095C621B552D}"><parameters><datafieldname>name</datafieldname></parameters></customControl>
        <customControl formFactor="0" name="ent_Entente.Interest"><parameters><recordId>accountid</recordId></parameters></customControl>
        <customControl formFactor="2" name="ent_Entente.Interest">
          <parameters>
            <recordId>accountid</recordId>
            <tableName static="true" type="SingleLine.Text">account</tableName>
            <who><BindAttribute>primarycontactid</BindAttribute><AllowFilterOff>true</AllowFilterOff></who>
          </parameters>
        </customControl>
      </controlDescription>
    </controlDescriptions>
  </form>`;

describe("a form's XML", () => {
  const form = readForm(formXml, 1043);
  const [hosted, phone, fax] = controlsOf(form);

  it("gives tabs and sections in the user's language, or in English", () => {
    expect(form.tabs[0]?.label).toBe("Interesse");
    expect(form.tabs[0]?.columns[0]?.width).toBe("60%");
    expect(form.tabs[0]?.columns[0]?.sections[0]).toMatchObject({
      label: "Main",
      columns: 2,
      showLabel: false,
    });
  });

  it("finds the component of a cell by the unique id, in either case", () => {
    expect(hosted?.classId).toBe(customControlClass);
    expect([...(hosted?.custom.keys() ?? [])]).toEqual([0, 2]);
    expect(hosted?.custom.get(2)).toEqual({
      name: "ent_Entente.Interest",
      bindings: {
        recordId: { kind: "column", column: "accountid" },
        tableName: { kind: "static", ofType: "SingleLine.Text", value: "account" },
        who: { kind: "column", column: "primarycontactid" },
      },
    });
  });

  it("gives a component nothing when no description has its unique id", () => {
    const other = readForm(formXml.replace("{aaaaaaaa-", "{bbbbbbbb-"), 1033);
    expect(controlsOf(other)[0]?.custom.size).toBe(0);
  });

  it("keeps hidden cells, for the scripts, and disabled ones", () => {
    expect(controlsOf(form)).toHaveLength(3);
    expect(fax?.id).toBe("fax");
    expect(cellsOf(form).map(({ visible }) => visible)).toEqual([true, true, false, true]);
    expect(phone).toMatchObject({ id: "telephone1", disabled: true });
  });

  it("asks for every column that is shown or bound, once", () => {
    expect(columnsOf(form)).toEqual(["name", "accountid", "primarycontactid", "telephone1", "fax"]);
  });

  it("gives the handlers what the maker typed for them", () => {
    const events = `<events><event name="onLoad"><Handlers><Handler functionName="Entente.activity.open" libraryName="ent_/a.js"
      passExecutionContext="true" parameters="'ent_guardstate', 3" /></Handlers></event></events>`;
    const { handlers } = readForm(formXml.replace("</form>", `${events}</form>`), 1033);
    expect(handlers).toEqual([
      expect.objectContaining({ event: "onload", passContext: true, parameters: ["ent_guardstate", 3] }),
    ]);
    const code = formXml.replace("</form>", `${events.replace("3", "top.x()")}</form>`);
    expect(() => readForm(code, 1033)).toThrow("does not understand");
  });

  it("is refused without tabs, or when it is not well-formed", () => {
    expect(() => readForm("<form />", 1033)).toThrow("no tabs");
    expect(() => readForm("<form><tabs></form>", 1033)).toThrow("not well-formed");
  });

  it("is refused when a static value does not say its type", () => {
    const untyped = formXml.replace(' type="SingleLine.Text"', "");
    expect(() => readForm(untyped, 1033)).toThrow('has no attribute "type"');
  });
});
