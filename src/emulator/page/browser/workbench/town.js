const people = new Map([
  ['ou_lin', '林老师'],
  ['ou_chen', '陈主任'],
  ['ou_wang', '王老师'],
])

/**
 * The people of the example cards. Any other id that looks like one gets a name made of it, because a card on its way to
 * a tenant names people nobody here knows.
 *
 * @param {string} id
 * @returns {{ name: string, isBot: boolean } | null}
 */
export function sampleName(id) {
  if (id === 'ou_bot') return { name: '对标', isBot: true }
  const name = people.get(id) ?? (/^o[un]_\w+$/.test(id) ? `用户${id.slice(-4)}` : null)
  return name === null ? null : { name, isBot: false }
}

/** The members of the chat in which the card is thought to stand. */
export const sampleMembers = [...people].map(([openId, name]) => ({ openId, name }))

/**
 * A picture that stands for the one with this key.
 *
 * @param {string} key
 * @returns {string}
 */
export function sampleImage(key) {
  const hue = [...key].reduce((sum, sign) => sum + sign.charCodeAt(0) * 7, 0) % 360
  const [width, height] = key.includes('wide') ? [480, 240] : [240, 240]
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="hsl(${hue} 45% 55%)"/><text x="50%" y="50%" fill="white" font-family="sans-serif" font-size="22" text-anchor="middle">${key.replaceAll(/[^\w-]/g, '')}</text></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
