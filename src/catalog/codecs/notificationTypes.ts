import type { Codec, ShapeIssue } from '../codec.js';
import { childText, isRecord, textNode, wrongKind } from './codecParts.js';
import { parseBoolean, parseElementBoolean } from './boolean.js';
import { textIssues } from './text.js';

/** What an app does with one notification type. */
export type NotificationType = { readonly pushByDefault?: boolean };

/** A map from notification type to its settings, as repeated elements. */
export function notificationTypes(): Codec<Readonly<Record<string, NotificationType>>> {
  return {
    kind: 'notifications',
    expected: 'notifications',
    schema: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        properties: { pushByDefault: { type: 'boolean', default: false } },
      },
    },
    check: (value) =>
      isRecord(value) ? Object.entries(value).flatMap(entryIssues) : [wrongKind(value, 'notifications')],
    write: (value, [name]) =>
      Object.entries(value).map(([type, { pushByDefault }]) => ({
        name: textNode(name, '').name,
        content: [textNode('notificationType', type), textNode('pushByDefault', String(pushByDefault ?? false))],
      })),
    read: (nodes) => {
      const entries = nodes.map((node) => {
        const push = parseElementBoolean(childText(node, 'pushByDefault') ?? 'false');
        return [childText(node, 'notificationType'), push] as const;
      });
      const damaged = entries.some(([type, push]) => type === undefined || push === undefined || /^\d+$/.test(type));
      if (damaged || new Set(entries.map(([type]) => type)).size < entries.length)
        return { unreadable: entries.map(([type]) => type ?? '').join(', ') };
      return { value: Object.fromEntries(entries.map(([type, push]) => [type, { pushByDefault: push ?? false }])) };
    },
    fromVariable: (text, below) => (below?.length === 2 ? parseBoolean(text) : undefined),
  };
}

function entryIssues([type, settings]: readonly [string, unknown]): readonly ShapeIssue[] {
  if (!isRecord(settings)) return [wrongKind(settings, 'notification', [type])];
  const nameIssues = [...textIssues(type, {}, [type])];
  const settingIssues = Object.entries(settings).flatMap(([key, value]): readonly ShapeIssue[] => {
    if (key !== 'pushByDefault')
      return [
        {
          rule: 'shape/unknown-key',
          on: 'key',
          path: [type, key],
          tokens: { found: key },
          candidates: ['pushByDefault'],
        },
      ];
    return typeof value === 'boolean' ? [] : [wrongKind(value, 'boolean', [type, key])];
  });
  return [...nameIssues, ...settingIssues];
}
