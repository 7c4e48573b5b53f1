/// Where browsers and programs reach the server: sockets, REST resources, pages, errors, health.
/// Checks who may; decides nothing else. Nothing imports it.
@NullMarked
package dev.swiftlet.web;

import org.jspecify.annotations.NullMarked;
