/** Texts of law that somebody else keeps in a folder: read, and held against the clauses of a pack. */
@NullMarked
package supervision.lawtext;

import org.jspecify.annotations.NullMarked;
