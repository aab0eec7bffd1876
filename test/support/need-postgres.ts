// `npm run test:postgres` must not pass by quietly running on the embedded database.
if ((process.env.DATABASE_URL ?? '') === '') {
  process.stderr.write('Set DATABASE_URL to a PostgreSQL server on which the tests may create and drop databases.\n')
  process.exitCode = 1
}
