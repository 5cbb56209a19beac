import type { Answer } from "../../dataverse/attempt";

/** What was answered. @throws Error with the failure, where it is one */
export function valueOf<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
  return answer.value;
}
