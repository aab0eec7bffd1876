/** Far more than any card or request has; what is nested deeper breaks whoever writes it down again. */
const deepest = 100

/** Whether JSON is nested deeper than anything the platform takes. */
export function isTooDeep(value: unknown): boolean {
  let level = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) return true
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []))
  }
  return false
}
