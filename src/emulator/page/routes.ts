import Router from '@koa/router'
import { addAssets } from './assets.ts'

/** The page in the browser: what it is made of, and what it asks. */
export function pageRouter(): Router {
  const router = new Router()
  addAssets(router)
  return router
}
