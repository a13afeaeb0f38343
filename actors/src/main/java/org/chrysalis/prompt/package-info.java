/** What an app asks, in clear. Only the client node and the worker ever hold these values. */
package org.chrysalis.prompt;
