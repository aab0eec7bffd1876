# The bot alone. `docker build -t duibiao .`, or compose.yaml with PostgreSQL.
# Debian and not Alpine: it is what the tests run on, and sharp's prebuilt libraries are used as they come.
FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# Nothing that is installed for running needs a script: sharp and the embedded database bring their binaries.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-bookworm-slim
ENV NODE_ENV=production PORT=3000 DATA_DIR=/data
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY package.json LICENSE ./
COPY cards ./cards
COPY db ./db
COPY standards ./standards
COPY src ./src
# Readable for everybody, however strict the umask of whoever builds; writable for nobody but root, and only /data is.
RUN chmod -R a+rX cards db standards src package.json LICENSE && mkdir /data && chown node:node /data && chmod 700 /data
VOLUME /data
USER node
EXPOSE 3000
# There is no curl in it. Not well: the database or the queue does not answer.
HEALTHCHECK --interval=30s --timeout=5s --start-period=90s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
CMD ["node", "src/main.ts"]
