import { describe, expect, it } from '@jest/globals';
import { askForInit, type Question } from '../../../src/operations/askForInit.js';
import { listTemplates } from '../../../src/operations/listTemplates.js';

const templates = listTemplates([
  { name: 'bare', text: '# title: Bare\nname: Bare\ncontactEmail: a@example.com\n' },
  {
    name: 'full',
    text: '# title: Full\nname: Full\ncontactEmail: ${mail}\ndescription: ${text}\nlabel: ${preset}\nvariables:\n  mail: {description: A mailbox}\n  text: {description: A text}\n  preset: {default: x}\n',
  },
]);

/** Asks with these answers and gives the result beside the questions, each with the rules that the answer before broke. */
async function talk(answers: readonly string[], given = {}): Promise<unknown> {
  const questions: (readonly unknown[])[] = [];
  const ask = async (question: Question): Promise<string> => {
    const about = question.kind === 'variable' ? question.variable.name : question.kind;
    const wrong =
      typeof question.wrong === 'object' ? question.wrong.map(({ finding }) => finding.rule) : question.wrong;
    questions.push(wrong === undefined ? [about] : [about, wrong]);
    const answer = answers[questions.length - 1];
    if (answer === undefined) throw new Error(`Nobody expected a question about ${about}.`);
    return answer;
  };
  const { template, name, values } = await askForInit(templates, { values: new Map(), ...given }, ask);
  return { template: template.name, name, values: [...values], questions };
}

describe('askForInit', () => {
  it('asks for template, name and the variables without default, in this order', async () => {
    expect(await talk(['full', 'Shop', 'me@example.com', 'hello'])).toEqual({
      template: 'full',
      name: 'Shop',
      values: [
        ['mail', 'me@example.com'],
        ['text', 'hello'],
      ],
      questions: [['template'], ['name'], ['mail'], ['text']],
    });
  });

  it('takes a template by its number, the preset name and open variables by Enter', async () => {
    expect(await talk([' 2 ', '', '', ' '])).toMatchObject({ template: 'full', name: 'Full', values: [] });
    expect(await talk(['1', ''])).toMatchObject({
      template: 'bare',
      name: 'Bare',
      questions: [['template'], ['name']],
    });
  });

  it('asks again, with the reason, until the answer is right', async () => {
    expect(await talk(['3', 'bare ', '1st', '../x', 'First'])).toMatchObject({
      name: 'First',
      questions: [
        ['template'],
        ['template', '3'],
        ['name'],
        ['name', ['shape/invalid-api-name']],
        ['name', ['shape/invalid-api-name']],
      ],
    });
    expect(await talk(['full', '', 'nobody', 'me@example.com', ''])).toMatchObject({
      values: [['mail', 'me@example.com']],
      questions: [['template'], ['name'], ['mail'], ['mail', ['shape/invalid-email']], ['text']],
    });
  });

  it('does not ask for what the flags say', async () => {
    expect(
      await talk(['full', 'hello'], { name: 'Shop', values: new Map([['mail', 'me@example.com']]) }),
    ).toMatchObject({
      name: 'Shop',
      values: [
        ['mail', 'me@example.com'],
        ['text', 'hello'],
      ],
      questions: [['template'], ['text']],
    });
  });
});
