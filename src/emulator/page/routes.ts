import Router from '@koa/router'

/** The place of the browser page. Until it is there, the address says what is running. */
export function pageRouter(): Router {
  const router = new Router()
  router.get('/', (ctx) => {
    ctx.type = 'text/plain; charset=utf-8'
    ctx.body = '飞书平台模拟器正在运行。\n开放平台接口: /open-apis/…\n控制接口: /emulator/state\n'
  })
  return router
}
