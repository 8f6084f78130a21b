/** Says what `infra/with-stack.ts` told it. */
process.stdout.write(`${String(process.env['DATABASE_URL'])} ${String(process.env['TEMPORAL_ADDRESS'])}\n`);
