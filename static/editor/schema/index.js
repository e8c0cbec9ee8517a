// The schema of the text, version 1. Types are only ever added: a browser that does not know one would delete it.

import { blocks } from "./blocks.js";
import { inline } from "./inline.js";
import { lists } from "./lists.js";
import { marks } from "./marks.js";

export const VERSION = 1;
export const schema = [...blocks, ...lists, ...inline, ...marks];
