/** Classes that break a rule of the house in every method, to prove that the rule can fail. */
package org.chrysalis.house.breach;
