/**
 * Which models there are, where they come from, and the folder that keeps them: a catalogue with a
 * pinned hash for every file, and a store that fetches, resumes and verifies.
 */
package org.chrysalis.model;
