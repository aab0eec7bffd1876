import { defaultHttpInstance, type HttpInstance } from '@larksuiteoapi/node-sdk'
import { noAnswer, troubleOf } from './errors.ts'

/** Files are the only large thing that is sent. */
const uploadPath = /\/open-apis\/im\/v1\/(?:files|images)$/
const mostBytes = 20 * 1024 * 1024

/**
 * The HTTP under the SDK. Every call that fails, on whatever level, fails here with a `MessengerError`: before the SDK
 * sees it, which would log it with the bearer token and, of an upload, drop the reason (facts page, section 5.1).
 * Proxies of the environment are not for it: they would apply to 127.0.0.1 too. Redirects are not followed: the
 * platform has none, and the token is not for anybody else.
 */
export function makeHttp(timeoutMs: number, uploadTimeoutMs: number): HttpInstance {
  const http = defaultHttpInstance.create({
    proxy: false,
    maxRedirects: 0,
    maxContentLength: mostBytes,
    validateStatus: () => true,
  })
  http.interceptors.request.use((config) => {
    // The library's own time-out is over with the first byte of an answer; this one covers all of it.
    const ms = uploadPath.test(config.url ?? '') ? uploadTimeoutMs : timeoutMs
    config.signal = AbortSignal.timeout(ms)
    return config
  })
  http.interceptors.response.use(
    ({ config, status, data, headers }) => {
      const about = aboutOf(config)
      const trouble = troubleOf({ about, status, body: data, resetSeconds: headers['x-ogw-ratelimit-reset'] })
      if (trouble !== null) throw trouble
      return data
    },
    (error: unknown) => {
      throw noAnswer(aboutOf(configOf(error)))
    },
  )
  // The SDK's type says that a call answers with the body alone, which the interceptor above makes true.
  return http as unknown as HttpInstance
}

/** Names a call as the documents do: without host, parameters and ids. */
function aboutOf(config: { readonly method?: string | undefined; readonly url?: string | undefined }): string {
  const path = (config.url ?? '').replace(/^https?:\/\/[^/]*/, '').replace(/\?.*$/, '')
  return `${(config.method ?? 'get').toUpperCase()} ${path.replace(/\/(?:om|oc|ou|od|on)[-_][^/]*/g, '/:id')}`
}

function configOf(error: unknown): { method?: string; url?: string } {
  return (error as { config?: { method?: string; url?: string } } | null)?.config ?? {}
}
