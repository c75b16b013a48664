/**
 * A protocol server with everything that the conformance suite's scenarios call by name: tools,
 * resources and prompts that no environment has. It shows that the HTTP door carries the whole
 * protocol, server requests and notifications included.
 */
import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import type { RequestHandlerExtra } from "@modelcontextprotocol/sdk/shared/protocol.js";
import {
  CallToolRequestSchema,
  type CallToolResult,
  CompleteRequestSchema,
  type ContentBlock,
  CreateMessageResultSchema,
  type ElicitRequestFormParams,
  ElicitResultSchema,
  GetPromptRequestSchema,
  type GetPromptResult,
  ListPromptsRequestSchema,
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  ListToolsRequestSchema,
  ReadResourceRequestSchema,
  type ReadResourceResult,
  type ServerNotification,
  type ServerRequest,
  SubscribeRequestSchema,
  UnsubscribeRequestSchema,
} from "@modelcontextprotocol/sdk/types.js";

type Extra = RequestHandlerExtra<ServerRequest, ServerNotification>;
type Arguments = Readonly<Record<string, unknown>>;

interface FixtureTool {
  readonly description: string;
  readonly inputSchema: { type: "object"; [key: string]: unknown };
  run(args: Arguments, extra: Extra): Promise<CallToolResult> | CallToolResult;
}

/** One red pixel, and the shortest WAV file. */
const PNG =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";
const WAV = "UklGRiQAAABXQVZFZm10IBAAAAABAAEARKwAAIhYAQACABAAZGF0YQAAAAA=";

const NO_ARGUMENTS = { type: "object" as const, properties: {} };

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

function say(value: string): CallToolResult {
  return { content: [{ type: "text", text: value }] };
}

function answering(description: string, ...content: ContentBlock[]): FixtureTool {
  return { description, inputSchema: NO_ARGUMENTS, run: () => ({ content }) };
}

function textArgument(name: string, description: string) {
  return {
    type: "object" as const,
    properties: { [name]: { type: "string", description } },
    required: [name],
  };
}

async function elicit(
  extra: Extra,
  message: string,
  requestedSchema: ElicitRequestFormParams["requestedSchema"],
) {
  return extra.sendRequest(
    { method: "elicitation/create", params: { mode: "form", message, requestedSchema } },
    ElicitResultSchema,
  );
}

function eliciting(
  description: string,
  schema: ElicitRequestFormParams["requestedSchema"],
): FixtureTool {
  return {
    description,
    inputSchema: NO_ARGUMENTS,
    run: async (_, extra) => {
      const { action, content } = await elicit(extra, "Please fill in the form.", schema);
      return say(`Elicitation completed: action=${action}, content=${JSON.stringify(content)}`);
    },
  };
}

const TOOLS: Readonly<Record<string, FixtureTool>> = {
  test_simple_text: answering("Answers with text.", {
    type: "text",
    text: "This is a simple text response for testing.",
  }),
  test_image_content: answering("Answers with an image.", {
    type: "image",
    data: PNG,
    mimeType: "image/png",
  }),
  test_audio_content: answering("Answers with sound.", {
    type: "audio",
    data: WAV,
    mimeType: "audio/wav",
  }),
  test_embedded_resource: answering("Answers with a resource.", {
    type: "resource",
    resource: {
      uri: "test://embedded-resource",
      mimeType: "text/plain",
      text: "This is an embedded resource content.",
    },
  }),
  test_multiple_content_types: answering(
    "Answers with several kinds of content.",
    { type: "text", text: "Multiple content types test:" },
    { type: "image", data: PNG, mimeType: "image/png" },
    {
      type: "resource",
      resource: {
        uri: "test://mixed-content-resource",
        mimeType: "application/json",
        text: '{"test":"data","value":123}',
      },
    },
  ),
  test_error_handling: {
    description: "Always fails.",
    inputSchema: NO_ARGUMENTS,
    run: () => ({
      ...say("This tool intentionally returns an error for testing"),
      isError: true,
    }),
  },
  test_tool_with_logging: {
    description: "Logs three messages while it runs.",
    inputSchema: NO_ARGUMENTS,
    run: async (_, extra) => {
      const log = (data: string) =>
        extra.sendNotification({
          method: "notifications/message",
          params: { level: "info", data },
        });
      await log("Tool execution started");
      await pause(50);
      await log("Tool processing data");
      await pause(50);
      await log("Tool execution completed");
      return say("Done.");
    },
  },
  test_tool_with_progress: {
    description: "Reports its progress.",
    inputSchema: NO_ARGUMENTS,
    run: async (_, extra) => {
      const progressToken = extra._meta?.progressToken;
      for (const progress of [0, 50, 100]) {
        if (progressToken !== undefined) {
          await extra.sendNotification({
            method: "notifications/progress",
            params: { progressToken, progress, total: 100 },
          });
        }
        if (progress < 100) await pause(50);
      }
      return say("Done.");
    },
  },
  test_sampling: {
    description: "Asks the client's model.",
    inputSchema: textArgument("prompt", "What to ask."),
    run: async ({ prompt }, extra) => {
      const { content } = await extra.sendRequest(
        {
          method: "sampling/createMessage",
          params: {
            messages: [{ role: "user", content: { type: "text", text: String(prompt) } }],
            maxTokens: 100,
          },
        },
        CreateMessageResultSchema,
      );
      return say(`LLM response: ${content.type === "text" ? content.text : content.type}`);
    },
  },
  test_elicitation: {
    description: "Asks the user.",
    inputSchema: textArgument("message", "What to ask."),
    run: async ({ message }, extra) => {
      const { action, content } = await elicit(extra, String(message), {
        type: "object",
        properties: {
          username: { type: "string", description: "User's response" },
          email: { type: "string", description: "User's email address" },
        },
        required: ["username", "email"],
      });
      return say(`User response: action=${action}, content=${JSON.stringify(content)}`);
    },
  },
  test_elicitation_sep1034_defaults: eliciting("Asks with defaults of every kind.", {
    type: "object",
    properties: {
      name: { type: "string", default: "John Doe" },
      age: { type: "integer", default: 30 },
      score: { type: "number", default: 95.5 },
      status: { type: "string", enum: ["active", "inactive", "pending"], default: "active" },
      verified: { type: "boolean", default: true },
    },
    required: [],
  }),
  test_elicitation_sep1330_enums: eliciting("Asks with choices of every kind.", {
    type: "object",
    properties: {
      untitledSingle: { type: "string", enum: ["option1", "option2", "option3"] },
      titledSingle: {
        type: "string",
        oneOf: [
          { const: "value1", title: "First Option" },
          { const: "value2", title: "Second Option" },
          { const: "value3", title: "Third Option" },
        ],
      },
      legacyEnum: {
        type: "string",
        enum: ["opt1", "opt2", "opt3"],
        enumNames: ["Option One", "Option Two", "Option Three"],
      },
      untitledMulti: {
        type: "array",
        items: { type: "string", enum: ["option1", "option2", "option3"] },
      },
      titledMulti: {
        type: "array",
        items: {
          anyOf: [
            { const: "value1", title: "First Choice" },
            { const: "value2", title: "Second Choice" },
            { const: "value3", title: "Third Choice" },
          ],
        },
      },
    },
    required: [],
  }),
  json_schema_2020_12_tool: {
    description: "Tool with JSON Schema 2020-12 features",
    inputSchema: {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      type: "object",
      $defs: {
        address: {
          $anchor: "addressDef",
          type: "object",
          properties: { street: { type: "string" }, city: { type: "string" } },
        },
      },
      properties: {
        name: { type: "string" },
        address: { $ref: "#/$defs/address" },
        contactMethod: { type: "string", enum: ["phone", "email"] },
        phone: { type: "string" },
        email: { type: "string" },
      },
      allOf: [{ anyOf: [{ required: ["phone"] }, { required: ["email"] }] }],
      if: { properties: { contactMethod: { const: "phone" } }, required: ["contactMethod"] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { required: ["phone"] },
      else: { required: ["email"] },
      additionalProperties: false,
    },
    run: () => say("Done."),
  },
};

const RESOURCES = [
  {
    uri: "test://static-text",
    name: "static-text",
    description: "Text that never changes.",
    mimeType: "text/plain",
    text: "This is the content of the static text resource.",
  },
  {
    uri: "test://static-binary",
    name: "static-binary",
    description: "An image that never changes.",
    mimeType: "image/png",
    blob: PNG,
  },
  {
    uri: "test://watched-resource",
    name: "watched-resource",
    description: "Text that can be subscribed to.",
    mimeType: "text/plain",
    text: "Watched.",
  },
];

function read(uri: string): ReadResourceResult {
  const resource = RESOURCES.find((each) => each.uri === uri);
  if (resource !== undefined) {
    const { name: _, description: __, ...contents } = resource;
    return { contents: [contents as ReadResourceResult["contents"][number]] };
  }
  const id = /^test:\/\/template\/([^/]+)\/data$/.exec(uri)?.[1];
  if (id === undefined) throw Object.assign(new Error("Resource not found"), { code: -32002 });
  const text = JSON.stringify({ id, templateTest: true, data: `Data for ID: ${id}` });
  return { contents: [{ uri, mimeType: "application/json", text }] };
}

const ARGUMENT = (name: string) => ({ name, description: `The argument ${name}.`, required: true });

const PROMPTS = [
  { name: "test_simple_prompt", description: "A prompt without arguments." },
  {
    name: "test_prompt_with_arguments",
    description: "A prompt with two arguments.",
    arguments: [ARGUMENT("arg1"), ARGUMENT("arg2")],
  },
  {
    name: "test_prompt_with_embedded_resource",
    description: "A prompt that holds a resource.",
    arguments: [ARGUMENT("resourceUri")],
  },
  { name: "test_prompt_with_image", description: "A prompt that holds an image." },
];

function prompt(name: string, args: Readonly<Record<string, string>>): GetPromptResult {
  const user = (content: ContentBlock) => ({ role: "user" as const, content });
  const words = (value: string) => user({ type: "text", text: value });
  switch (name) {
    case "test_simple_prompt":
      return { messages: [words("This is a simple prompt for testing.")] };
    case "test_prompt_with_arguments":
      return {
        messages: [words(`Prompt with arguments: arg1='${args.arg1}', arg2='${args.arg2}'`)],
      };
    case "test_prompt_with_embedded_resource":
      return {
        messages: [
          user({
            type: "resource",
            resource: {
              uri: args.resourceUri ?? "",
              mimeType: "text/plain",
              text: "Embedded resource content for testing.",
            },
          }),
          words("Please process the embedded resource above."),
        ],
      };
    case "test_prompt_with_image":
      return {
        messages: [
          user({ type: "image", data: PNG, mimeType: "image/png" }),
          words("Please analyze the image above."),
        ],
      };
    default:
      throw Object.assign(new Error("Unknown prompt"), { code: -32602 });
  }
}

/** A fresh server of the fixture. */
export function fixtureServer(): Server {
  const server = new Server(
    { name: "conformance-fixture", version: "1.0.0" },
    {
      capabilities: {
        tools: {},
        resources: { subscribe: true },
        prompts: {},
        completions: {},
        logging: {},
      },
    },
  );
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: Object.entries(TOOLS).map(([name, { description, inputSchema }]) => ({
      name,
      description,
      inputSchema,
    })),
  }));
  server.setRequestHandler(CallToolRequestSchema, ({ params }, extra) => {
    const tool = Object.hasOwn(TOOLS, params.name) ? TOOLS[params.name] : undefined;
    if (tool === undefined) throw Object.assign(new Error("Unknown tool"), { code: -32602 });
    return tool.run(params.arguments ?? {}, extra);
  });
  server.setRequestHandler(ListResourcesRequestSchema, () => ({
    resources: RESOURCES.map(({ uri, name, description, mimeType }) => ({
      uri,
      name,
      description,
      mimeType,
    })),
  }));
  server.setRequestHandler(ListResourceTemplatesRequestSchema, () => ({
    resourceTemplates: [
      { uriTemplate: "test://template/{id}/data", name: "template", description: "By id." },
    ],
  }));
  server.setRequestHandler(ReadResourceRequestSchema, ({ params }) => read(params.uri));
  server.setRequestHandler(SubscribeRequestSchema, () => ({}));
  server.setRequestHandler(UnsubscribeRequestSchema, () => ({}));
  server.setRequestHandler(ListPromptsRequestSchema, () => ({ prompts: PROMPTS }));
  server.setRequestHandler(GetPromptRequestSchema, ({ params }) =>
    prompt(params.name, params.arguments ?? {}),
  );
  server.setRequestHandler(CompleteRequestSchema, ({ params }) => {
    const values = ["paris", "park", "party"].filter((each) =>
      each.startsWith(params.argument.value),
    );
    return { completion: { values, total: values.length, hasMore: false } };
  });
  return server;
}
