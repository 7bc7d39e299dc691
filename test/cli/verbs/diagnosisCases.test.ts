import { DIAGNOSIS_CASES } from "../../support/diagnosisCases";
import { describeCases } from "../../support/diagnosisCases/check";

describe("the diagnosis of other people's clusters", () => {
    describeCases(DIAGNOSIS_CASES);
});
