/**
 * What somebody wrote, cut into the clauses that say one thing each: full-width forms made plain, spaces left out, ended
 * by any stop or line break. What 、 joins is said as one (不收借读费、择校费); a comma left inside is one of a number; a
 * colon only joins a label to its value.
 */
export function clausesOf(text: string): string[] {
  return plainText(text)
    .replaceAll(':', '')
    .split(/(?<!\d),|,(?!\d{3})|[。;!?\n]/u)
    .filter((one) => one !== '')
}

/** Full-width forms and spaces made no difference; line breaks stay. */
export function plainText(text: string): string {
  return text.normalize('NFKC').replaceAll(/[^\S\n]/gu, '')
}
