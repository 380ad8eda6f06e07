// Asks a gateway with the vendors' own clients for Node, and prints what they read as one JSON object.
// Arguments: the folder of the packages, the client, what to ask for, the gateway's address, its token.
import { createRequire } from 'node:module';

const [folder, client, scenario, root, token] = process.argv.slice(2);
// Its warnings go to standard output.
globalThis.AI_SDK_LOG_WARNINGS = false;

const require = createRequire(folder + '/');
const question = [{ role: 'user', content: 'How high?' }];
const schema = { type: 'object', properties: { metres: { type: 'number' } }, required: ['metres'], additionalProperties: false };
const weather = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };

async function openai() {
  const { OpenAI } = require('openai');
  const api = new OpenAI({ baseURL: root + '/v1', apiKey: token, maxRetries: 0 });
  const ask = (more = {}, options) => api.chat.completions.create({ model: 'alpha', messages: question, ...more }, options);
  switch (scenario) {
    case 'stream': {
      let text = '';
      for await (const chunk of await ask({ stream: true, stream_options: { include_usage: true } })) text += chunk.choices[0]?.delta?.content ?? '';
      return { text };
    }
    case 'cancel': {
      const stream = await ask({ stream: true });
      for await (const chunk of stream) if (chunk.choices[0]?.delta?.content) break;
      return { text: 'left' };
    }
    case 'tools': {
      const call = (await ask({ tools: [{ type: 'function', function: { name: 'look', parameters: weather } }] })).choices[0].message.tool_calls[0];
      return { tool: call.function.name, input: JSON.parse(call.function.arguments) };
    }
    case 'schema':
      return { json: JSON.parse((await ask({ response_format: { type: 'json_schema', json_schema: { name: 'height', strict: true, schema } } })).choices[0].message.content) };
    default: {
      const answer = await ask();
      return { text: answer.choices[0].message.content, input: answer.usage.prompt_tokens, output: answer.usage.completion_tokens };
    }
  }
}

async function responses() {
  const { OpenAI } = require('openai');
  const api = new OpenAI({ baseURL: root + '/v1', apiKey: token, maxRetries: 0 });
  const ask = (more = {}) => api.responses.create({ model: 'alpha', input: 'How high?', store: false, ...more });
  switch (scenario) {
    case 'stream': {
      let text = '';
      let last;
      for await (const event of await ask({ stream: true })) {
        if (event.type === 'response.output_text.delta') text += event.delta;
        last = event.type;
      }
      return { text, last };
    }
    case 'cancel':
      for await (const event of await ask({ stream: true })) if (event.type === 'response.output_text.delta') break;
      return { text: 'left' };
    case 'tools': {
      const call = (await ask({ tools: [{ type: 'function', name: 'look', parameters: weather, strict: false }] })).output.find(item => item.type === 'function_call');
      return { tool: call.name, input: JSON.parse(call.arguments) };
    }
    case 'schema':
      return { json: JSON.parse((await ask({ text: { format: { type: 'json_schema', name: 'height', strict: true, schema } } })).output_text) };
    default: {
      const answer = await ask();
      return { text: answer.output_text, input: answer.usage.input_tokens, output: answer.usage.output_tokens };
    }
  }
}

async function anthropic() {
  const { Anthropic } = require('@anthropic-ai/sdk');
  const api = new Anthropic({ baseURL: root, apiKey: token, maxRetries: 0 });
  const body = (more = {}) => ({ model: 'alpha', max_tokens: 100, messages: question, ...more });
  switch (scenario) {
    case 'stream':
      return { text: await api.messages.stream(body()).finalText() };
    case 'cancel': {
      const stream = api.messages.stream(body());
      for await (const event of stream) if (event.type === 'content_block_delta') break;
      return { text: 'left' };
    }
    case 'tools': {
      const call = (await api.messages.create(body({ tools: [{ name: 'look', input_schema: weather }] }))).content.find(block => block.type === 'tool_use');
      return { tool: call.name, input: call.input };
    }
    case 'schema':
      return { json: JSON.parse((await api.messages.create(body({ output_config: { format: { type: 'json_schema', schema } } }))).content.find(block => block.type === 'text').text) };
    default: {
      const answer = await api.messages.create(body());
      return { text: answer.content.find(block => block.type === 'text').text, input: answer.usage.input_tokens, output: answer.usage.output_tokens };
    }
  }
}

async function ai(model) {
  const { generateText, streamText, generateObject, jsonSchema, tool } = require('ai');
  const ask = { model, prompt: 'How high?', maxRetries: 0 };
  switch (scenario) {
    case 'stream':
      return { text: await streamText(ask).text };
    case 'cancel': {
      const left = new AbortController();
      for await (const part of streamText({ ...ask, abortSignal: left.signal, onError: () => {} }).textStream) {
        if (part.length > 0) {
          left.abort();
          break;
        }
      }
      return { text: 'left' };
    }
    case 'tools': {
      const call = (await generateText({ ...ask, tools: { look: tool({ inputSchema: jsonSchema(weather) }) } })).toolCalls[0];
      return { tool: call.toolName, input: call.input };
    }
    case 'schema':
      return { json: (await generateObject({ ...ask, schema: jsonSchema(schema) })).object };
    default: {
      const answer = await generateText(ask);
      return { text: answer.text, input: answer.usage.inputTokens, output: answer.usage.outputTokens };
    }
  }
}

const clients = {
  openai,
  responses,
  anthropic,
  'ai-openai': () => ai(require('@ai-sdk/openai').createOpenAI({ baseURL: root + '/v1', apiKey: token }).chat('alpha')),
  'ai-anthropic': () => ai(require('@ai-sdk/anthropic').createAnthropic({ baseURL: root + '/v1', apiKey: token })('alpha')),
};

let read;
try {
  read = await clients[client]();
} catch (error) {
  read = { error: error.constructor.name, status: error.status ?? error.statusCode ?? null, message: error.message };
}

console.log(JSON.stringify(read));
process.exit(0);
