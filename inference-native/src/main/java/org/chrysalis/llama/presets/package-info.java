/** How JavaCPP maps llama.cpp's headers to Java; used by the build alone. */
package org.chrysalis.llama.presets;
