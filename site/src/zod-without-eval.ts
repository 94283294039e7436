import * as z from 'zod';

// zod compiles schemas with `new Function` where it can, and probing for it violates the content security policy.
// Imported before any schema is made.
z.config({ jitless: true });
