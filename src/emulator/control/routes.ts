import Router from '@koa/router'
import type { Context } from 'koa'
import { lookAt } from '../client/look.ts'
import { sendFile } from '../page/file.ts'
import type { Emulator } from '../start.ts'
import * as bodies from './bodies.ts'
import { addJsonRoute } from './json-route.ts'
import { stateOf } from './state.ts'
import { switchChange } from './switch-bodies.ts'
import { streamWire } from './wire-stream.ts'

type Run = (emulator: Emulator, id: string, body: unknown, ctx: Context) => unknown

/** `/emulator/…`: everything the handle in the process offers, as JSON. A slip of the caller is 400 with a sentence. */
export function controlRouter(emulator: Emulator): Router {
  const router = new Router({ prefix: '/emulator' })
  for (const [route, run] of Object.entries({ ...looking, ...administering, ...acting })) {
    addJsonRoute(router, route, (id, body, ctx) => run(emulator, id, body, ctx))
  }
  return router
}

const looking: Readonly<Record<string, Run>> = {
  'GET /state': ({ world }) => stateOf(world),
  'GET /private-chat': (emulator, _, __, ctx) => emulator.privateChat(String(ctx.query.person), String(ctx.query.app)),
  'GET /chats/:id/messages': (emulator, id, _, ctx) => {
    const { thread, person } = ctx.query
    return emulator.messages(id, {
      ...(typeof thread === 'string' ? { thread } : {}),
      ...(typeof person === 'string' ? { seenBy: person } : {}),
    })
  },
  'GET /messages/:id': (emulator, id) => {
    const message = emulator.message(id)
    return { ...message, view: message.card === null ? null : lookAt(message.card) }
  },
  'GET /files/:id': (emulator, id, _, ctx) => {
    return sendFile(emulator.file(id), ctx)
  },
  'GET /wire': ({ wire }, _, __, ctx) => {
    const { after, last } = bodies.wireQuery.parse(ctx.query)
    const entries = wire.entries.filter((each) => each.n > after)
    return last === undefined ? entries : entries.slice(-last)
  },
  'GET /wire/stream': ({ wire }, _, __, ctx) => streamWire(wire, ctx),
  'GET /switches': ({ switches }) => switches,
  'GET /retries': (emulator) => emulator.waitingRetries(),
}

const administering: Readonly<Record<string, Run>> = {
  'PATCH /switches': ({ switches }, _, body) => Object.assign(switches, switchChange.parse(body)),
  'POST /faults': (emulator, _, body) => emulator.failNext(bodies.fault.parse(body)),
  'POST /retry-now': (emulator) => ({ sent: emulator.retryNow() }),
  'POST /apps/:id/cut-connections': (emulator, id) => emulator.cutConnections(id),
  'POST /apps/:id/deaden-connections': (emulator, id) => emulator.deadenConnections(id),
  'POST /settle': (emulator, _, body) => emulator.settle(bodies.settle.parse(body).quietMs),
  'POST /apps': (emulator, _, body) => ({ id: emulator.addApp(bodies.newApp.parse(body)).id }),
  'PATCH /apps/:id': (emulator, id, body) => {
    const change = bodies.appChange.parse(body)
    const app = emulator.app(id)
    if (change.scopes !== undefined) app.setScopes(change.scopes)
    if (change.published !== undefined) app.setPublished(change.published)
    if (change.botAbility !== undefined) app.setBotAbility(change.botAbility)
    if (change.contactRange !== undefined) app.setContactRange(change.contactRange)
    if (change.events !== undefined) app.setEvents(change.events)
    if (change.cardCallback !== undefined) app.setCardCallback(change.cardCallback)
    if (change.revokeTokens) app.revokeTokens()
  },
  'POST /apps/:id/request-url': (emulator, id, body) => {
    const { url, of } = bodies.requestUrl.parse(body)
    const app = emulator.app(id)
    if (of === 'both') return app.setRequestUrl(url)
    return of === 'events' ? app.setEventUrl(url) : app.setCallbackUrl(url)
  },
  'POST /departments': (emulator, _, body) => emulator.addDepartment(bodies.newDepartment.parse(body)),
  'PATCH /departments/:id': (emulator, id, body) => {
    const { name, head } = bodies.departmentChange.parse(body)
    if (name !== undefined) emulator.renameDepartment(id, name)
    if (head !== undefined) emulator.setHead(id, head)
  },
  'DELETE /departments/:id': (emulator, id) => emulator.removeDepartment(id),
  'POST /people': (emulator, _, body) => {
    const { name, id, unionId } = emulator.addPerson(bodies.newPerson.parse(body))
    return { id, name, unionId }
  },
  'PATCH /people/:id': (emulator, id, body) => emulator.updatePerson(id, bodies.personChange.parse(body)),
  'DELETE /people/:id': (emulator, id) => emulator.removePerson(id),
}

const acting: Readonly<Record<string, Run>> = {
  'POST /groups': (emulator, _, body) => emulator.addGroup(bodies.newGroup.parse(body)),
  'DELETE /groups/:id': (emulator, id) => emulator.dissolve(id),
  'POST /groups/:id/members': (emulator, id, body) => emulator.addMember(id, bodies.memberOfGroup.parse(body).person),
  'POST /groups/:id/members/remove': (emulator, id, body) =>
    emulator.removeMember(id, bodies.memberOfGroup.parse(body).person),
  'POST /groups/:id/bots': (emulator, id, body) => {
    const { app, operator } = bodies.botInGroup.parse(body)
    return emulator.addBot(id, app, operator)
  },
  'POST /groups/:id/bots/remove': (emulator, id, body) => {
    const { app, operator } = bodies.botInGroup.parse(body)
    return emulator.removeBot(id, app, operator)
  },
  'POST /people/:id/say': (emulator, id, body) => {
    const { where, text, ...options } = bodies.say.parse(body)
    return emulator.person(id).say(where, text, options)
  },
  'POST /people/:id/send-post': (emulator, id, body) => {
    const { where, title = '', content = [], images = [], ...options } = bodies.sendPost.parse(body)
    const pictures = images.map((each) => Buffer.from(each, 'base64'))
    return emulator.person(id).sendPost(where, { title, content, images: pictures }, options)
  },
  'POST /people/:id/send-file': (emulator, id, body) => {
    const { where, name, base64, ...options } = bodies.sendFile.parse(body)
    return emulator.person(id).sendFile(where, name, Buffer.from(base64, 'base64'), options)
  },
  'POST /people/:id/send-image': (emulator, id, body) => {
    const { where, base64, ...options } = bodies.sendImage.parse(body)
    return emulator.person(id).sendImage(where, Buffer.from(base64, 'base64'), options)
  },
  'POST /people/:id/recall': (emulator, id, body) => emulator.person(id).recall(bodies.onMessage.parse(body).message),
  'POST /people/:id/edit': (emulator, id, body) => {
    const { message, text } = bodies.edit.parse(body)
    return emulator.person(id).edit(message, text)
  },
  'POST /people/:id/open-chat': (emulator, id, body) => emulator.person(id).openChat(bodies.withBot.parse(body).app),
  'POST /people/:id/read-chat': (emulator, id, body) => emulator.person(id).readChat(bodies.withBot.parse(body).app),
  'POST /people/:id/choose-menu': (emulator, id, body) => {
    const { app, eventKey } = bodies.chooseMenu.parse(body)
    return emulator.person(id).chooseMenu(app, eventKey)
  },
  'POST /people/:id/press': (emulator, id, body) => {
    const { message, ...ask } = bodies.press.parse(body)
    return emulator.press(id, message, ask)
  },
}
