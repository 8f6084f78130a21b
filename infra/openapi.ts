import { writeFileSync } from 'node:fs';
import { describedApi, openapiFile } from '../api/describe';

/** `npm run openapi`: writes the description of the API that is committed; a test holds it against the routes. */
void describedApi().then((text) => {
  writeFileSync(openapiFile, text);
});
