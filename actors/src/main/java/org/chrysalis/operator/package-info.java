/** Every sentence an operator can see, in one place, so that wording is reviewed as a whole. */
package org.chrysalis.operator;
