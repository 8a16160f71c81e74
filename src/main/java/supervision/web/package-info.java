/**
 * What stands before the API: which requests are served, how long their bodies may take, and how browsers may treat the answers.
 * The pages themselves are static files that ask the API.
 */
@NullMarked
package supervision.web;

import org.jspecify.annotations.NullMarked;
